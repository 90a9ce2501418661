internal import ArgumentParser
internal import Reports

/// The command line of Mosaic.
struct MosaicCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mosaic",
        abstract:
            "The yearly record of indicators for China's provinces: backfill it, read it, hold it against the plans.",
        version: MosaicVersion.current,
        subcommands: [
            BackfillCommand.self, BatchesCommand.self, ShowCommand.self, TrendsCommand.self, GapsCommand.self,
            ExportCommand.self, DiffCommand.self, StatusCommand.self, DoctorCommand.self, BackupCommand.self,
            RestoreCommand.self,
        ])
}

/// What `mosaic` runs.
public enum CommandLineProgram {
    /// Runs the command that the arguments name, and ends the process with its status.
    public static func main() -> Never {
        do {
            var command = try MosaicCommand.parseAsRoot()
            try command.run()
        } catch let failure as CommandFailure {
            let console = Console(environment: [:])
            for line in failure.lines { console.tell("mosaic: \(line)") }
            MosaicCommand.exit(withError: ExitCode(failure.status.rawValue))
        } catch {
            MosaicCommand.exit(withError: error)
        }
        MosaicCommand.exit()
    }
}
