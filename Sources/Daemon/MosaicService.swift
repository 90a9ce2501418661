internal import Config
internal import Exposition
internal import Foundation
internal import Indicators
internal import Logging
internal import Record
internal import Records
internal import Reports
internal import ServiceLifecycle
internal import Systemd
internal import UnixSignals
internal import Web

/// The service `mosaicd`: settings, record, evaluation loop and web server put together.
public struct MosaicService: Sendable {
    /// What the command line says over the settings.
    public struct Options: Sendable {
        /// The settings file; nil: `$MOSAIC_CONFIG`, else `/etc/mosaic/mosaicd.yaml`.
        public var config: String?
        /// The record; nil: `$MOSAIC_DATABASE`, else the settings' path.
        public var database: String?
        /// Addresses to listen on; empty: the settings'.
        public var listen: [String] = []
        /// Who may come in, and how; nil: everybody, without TLS.
        public var webConfig: String?
        /// The least important level that is logged: `debug`, `info`, `warn` or `error`.
        public var logLevel = "info"

        /// Makes options that say nothing.
        public init() {}
    }

    /// The version that both programs tell.
    public static let version = MosaicVersion.current

    private let options: Options
    private let keeper: any RecordKeeper
    private let environment = ProcessInfo.processInfo.environment

    /// Makes a service that is not yet started.
    public init(_ options: Options) {
        self.options = options
        keeper = RecordEngines(clock: { Timestamp(Date()) })
    }

    /// Reads settings and catalog, and tells every fault.
    ///
    /// - Returns: the status to end with: 0, or 78.
    public func checkConfiguration() -> Int32 {
        ending {
            let configuration = try MosaicConfiguration.load(path: configPath)
            if let path = options.webConfig { try WebConfiguration.check(path: path) }
            let catalog = configuration.catalog
            let summary =
                "\(configPath): \(catalog.indicators.count.counted("indicator")), "
                + "\(catalog.regions.count.counted("region")), "
                + "\(Set(catalog.targetRows.map(\.id)).count.counted("target")); no fault\n"
            FileHandle.standardOutput.write(Data(summary.utf8))
        }
    }

    /// Serves until SIGTERM or SIGINT.
    ///
    /// - Returns: the status to end with.
    public func run() async -> Int32 {
        do {
            try await serve()
            return ExitStatus.done.rawValue
        } catch {
            return tell(DaemonFailure(error))
        }
    }

    private func serve() async throws {
        let startTime = Timestamp(Date())
        let level = try logLevel()
        let listen = try listenAddresses()
        let configuration = try MosaicConfiguration.load(path: configPath)
        let settings = configuration.settings
        let database = options.database ?? environment["MOSAIC_DATABASE"] ?? settings.recordPath
        let log = Logger(label: "mosaicd") { _ in DescriptorLogHandler(style: .ofStandardError, level: level) }
        var gate: WebGate?
        let requests = HTTPRequestMetrics()
        if let path = options.webConfig {
            gate = try WebGate(
                path: path, isHealthOpen: settings.opensHealth, metrics: requests, log: log, now: { Timestamp(Date()) })
        }
        let record = try ServedRecord(at: database, of: keeper)
        defer { record.release() }
        try record.store().view().requireUnits(of: configuration.catalog)
        let publication = Publication()
        let site = Site(
            version: MosaicVersion.current, publication: publication,
            process: ProcessMetrics(startTime: startTime.seconds), requests: requests,
            record: { () throws(RecordFailure) in try record.store() }, gate: gate, logger: log,
            now: { Timestamp(Date()) })
        let server = try await WebServer.bind(to: listen.isEmpty ? settings.listen : listen, site: site, logger: log)
        let notifier = ServiceNotifier()
        let loop = EvaluationLoop(
            record: record, configuration: configuration, publication: publication,
            metrics: ServiceMetrics(
                version: MosaicVersion.current, configReadTime: startTime, samplesLimit: settings.samplesLimit),
            log: log)
        let evaluation = EvaluationService(loop: loop, notifier: notifier, configPath: configPath)
        let services: [any Service] = [server, evaluation, ReloadService(evaluation: evaluation)]
        let group = ServiceGroup(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: log)
        try await group.run()
        notifier.stopping(status: "stopped")
    }

    private var configPath: String {
        options.config ?? environment["MOSAIC_CONFIG"] ?? "/etc/mosaic/mosaicd.yaml"
    }

    private func listenAddresses() throws -> [ListenAddress] {
        try options.listen.map { text in
            do throws(ListenAddressFault) {
                return try ListenAddress(text)
            } catch {
                throw DaemonFailure(usage: "--web.listen-address \(text): \(error); \(error.expected)")
            }
        }
    }

    /// The levels of the log, by Prometheus's words for them.
    static let logLevels: KeyValuePairs<String, Logger.Level> = [
        "debug": .debug, "info": .info, "warn": .warning, "error": .error,
    ]

    private func logLevel() throws -> Logger.Level {
        guard let level = Self.logLevels.first(where: { $0.key == options.logLevel })?.value else {
            let expected = Self.logLevels.map(\.key).joined(separator: ", ")
            throw DaemonFailure(usage: "--log.level \(options.logLevel): no level; expected one of \(expected)")
        }
        return level
    }

    private func ending(_ body: () throws -> Void) -> Int32 {
        do {
            try body()
            return ExitStatus.done.rawValue
        } catch {
            return tell(DaemonFailure(error))
        }
    }

    private func tell(_ failure: DaemonFailure) -> Int32 {
        for line in failure.lines { tell(line) }
        return failure.status.rawValue
    }

    private func tell(_ line: String) {
        FileHandle.standardError.write(Data("mosaicd: \(line)\n".utf8))
    }
}
