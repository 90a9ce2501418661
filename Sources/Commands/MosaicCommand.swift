internal import ArgumentParser
internal import CMalloc
internal import Glibc
internal import Indicators
internal import Reports

/// The command line of Mosaic.
struct MosaicCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mosaic",
        abstract:
            "The yearly record of indicators for China's provinces: backfill it, read it, hold it against the plans.",
        version: MosaicVersion.current,
        subcommands: [
            BackfillCommand.self, BatchesCommand.self, ShowCommand.self, TrendsCommand.self, SpreadCommand.self,
            GapsCommand.self, ReportCommand.self,
            ExportCommand.self, DiffCommand.self, StatusCommand.self, DoctorCommand.self, BackupCommand.self,
            RestoreCommand.self, MigrateCommand.self, InboxCommand.self, FetchCommand.self,
            CatalogCommand.self,
            TokenCommand.self,
        ])
}

/// What `mosaic` runs.
public enum CommandLineProgram {
    /// Runs the command that the process's arguments name, and ends the process with its status.
    public static func main() -> Never {
        // Without this glibc keeps ever larger blocks that are free, up to 32 MiB: some 8 MiB of a million rows.
        mallopt(M_MMAP_THRESHOLD, 128 << 10)
        exit(run(Array(CommandLine.arguments.dropFirst()), in: .ofProcess()))
    }

    /// Runs the command that some arguments name.
    ///
    /// - Returns: the exit status.
    static func run(_ arguments: [String], in world: World) -> Int32 {
        if let question = question(forCommand: arguments.first) {
            world.console.tell("mosaic: \(question)")
            return ExitStatus.usage.rawValue
        }
        do {
            var command = try MosaicCommand.parseAsRoot(arguments)
            if var subcommand = command as? any Subcommand {
                return run(&subcommand, in: world).rawValue
            }
            try command.run()
            return 0
        } catch {
            let message = MosaicCommand.fullMessage(for: error)
            let status = MosaicCommand.exitCode(for: error)
            if status.isSuccess { try? world.console.write(line: message) } else { world.console.tell(message) }
            return status.rawValue
        }
    }

    /// What a misspelt command may have meant; nil: it is none, or nothing is near to it.
    private static func question(forCommand word: String?) -> String? {
        let names = MosaicCommand.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        guard let word, !word.hasPrefix("-"), !names.contains(word) else { return nil }
        return NearestName.question(for: word, among: names).map { "unknown command \"\(word)\"; \($0)" }
    }

    private static func run(_ command: inout any Subcommand, in world: World) -> ExitStatus {
        do {
            try command.run(in: world)
            return .done
        } catch {
            let failure = CommandFailure(error)
            for line in failure.lines { world.console.tell("mosaic: \(line)") }
            return failure.status
        }
    }
}
