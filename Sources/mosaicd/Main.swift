import ArgumentParser
import Daemon

/// The service's command line.
@main
struct Main: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mosaicd",
        abstract: "Keep the yearly record of indicators for China's provinces, and serve it to Prometheus.",
        version: MosaicService.version)

    @Option(help: ArgumentHelp("The settings; else $MOSAIC_CONFIG, else /etc/mosaic/mosaicd.yaml.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("The record; else $MOSAIC_DATABASE, else the settings' path.", valueName: "file"))
    var database: String?

    @Option(
        name: .customLong("web.listen-address"),
        help: ArgumentHelp(
            "Listen here and not where the settings say; may be given several times.", valueName: "address"))
    var listen: [String] = []

    @Option(
        name: .customLong("web.config.file"),
        help: ArgumentHelp(
            "TLS and who may come in, as Prometheus' exporters have it; else neither.", valueName: "file"))
    var webConfig: String?

    @Option(
        name: .customLong("log.level"),
        help: ArgumentHelp("The least important level that is logged: debug, info, warn or error.", valueName: "level"))
    var logLevel = "info"

    @Flag(help: "Read settings and catalog, tell every fault, and end.")
    var checkConfig = false

    mutating func run() async throws {
        var options = MosaicService.Options()
        options.config = config
        options.database = database
        options.listen = listen
        options.webConfig = webConfig
        options.logLevel = logLevel
        let service = MosaicService(options)
        let status = checkConfig ? service.checkConfiguration() : await service.run()
        if status != 0 { throw ExitCode(status) }
    }
}
