internal import ArgumentParser
internal import Dispatch
internal import Glibc

/// What `mosaicd` runs.
public enum ServiceProgram {
    /// The program's name: a program that is called by it is the service.
    public static let name = "mosaicd"

    /// Does what the process's arguments say, and ends the process with its status.
    public static func main() -> Never {
        Task {
            await ServiceCommand.main()
            exit(0)
        }
        dispatchMain()
    }
}

/// The service's command line.
struct ServiceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: ServiceProgram.name,
        abstract: "Keep the yearly record of indicators for China's provinces, and serve it to Prometheus.",
        version: MosaicService.version)

    @Option(
        help: ArgumentHelp("The settings; else $MOSAIC_CONFIG, else /etc/mosaic/mosaicd.yaml.", valueName: "file"),
        completion: .file())
    var config: String?

    @Option(
        help: ArgumentHelp(
            "The record, a path or postgresql://…; else $MOSAIC_DATABASE, else the settings.", valueName: "file"),
        completion: .file())
    var database: String?

    @Option(
        name: .customLong("web.listen-address"),
        help: ArgumentHelp(
            "Listen here and not where the settings say; may be given several times.", valueName: "address"))
    var listen: [String] = []

    @Option(
        name: .customLong("web.config.file"),
        help: ArgumentHelp(
            "TLS and who may come in, as Prometheus' exporters have it; else neither.", valueName: "file"),
        completion: .file())
    var webConfig: String?

    @Option(
        name: .customLong("log.level"),
        help: ArgumentHelp("The least important level that is logged: debug, info, warn or error.", valueName: "level"),
        completion: .list(MosaicService.logLevels.map(\.key)))
    var logLevel = "info"

    @Option(
        name: .customLong("log.format"),
        help: ArgumentHelp(
            "How the log is written: text, which is entries with fields in the journal, or json.", valueName: "format"),
        completion: .list(MosaicService.logFormats))
    var logFormat = "text"

    @Flag(help: "Read settings and catalog, tell every fault, and end.")
    var checkConfig = false

    mutating func run() async throws {
        var options = MosaicService.Options()
        options.config = config
        options.database = database
        options.listen = listen
        options.webConfig = webConfig
        options.logLevel = logLevel
        options.logFormat = logFormat
        let service = MosaicService(options)
        let status = checkConfig ? service.checkConfiguration() : await service.run()
        if status != 0 { throw ExitCode(status) }
    }
}
