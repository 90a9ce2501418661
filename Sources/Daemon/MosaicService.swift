internal import Config
internal import Exchange
internal import Exposition
internal import Foundation
internal import Inbox
internal import Indicators
internal import Logging
internal import Record
internal import Records
internal import Reports
internal import ServiceLifecycle
internal import Systemd
internal import Threads
internal import UnixSignals
internal import Web

/// The service `mosaicd`: settings, record, evaluation loop and web server put together.
public struct MosaicService: Sendable {
    /// What the command line says over the settings.
    public struct Options: Sendable {
        /// The settings file; nil: `$MOSAIC_CONFIG`, else `/etc/mosaic/mosaicd.yaml`.
        public var config: String?
        /// The record, a path or an address; nil: `$MOSAIC_DATABASE`, else the settings.
        public var database: String?
        /// Addresses to listen on; empty: the settings'.
        public var listen: [String] = []
        /// Who may come in, and how; nil: everybody, without TLS.
        public var webConfig: String?
        /// The least important level that is logged: `debug`, `info`, `warn` or `error`.
        public var logLevel = "info"
        /// How the log is written: `text` or `json`.
        public var logFormat = "text"

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
            let configuration = try load()
            if let path = options.webConfig { try WebConfiguration.check(path: path) }
            let catalog = configuration.catalog
            if let tokens = configuration.settings.tokens {
                _ = try WriteToken.load(
                    path: tokens, catalog: catalog, timeZone: configuration.settings.timeZone)
            }
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
        let notifier = ServiceNotifier()
        let patience = StartPatience(notifier)
        defer { patience.end() }
        do {
            try await serve(notifier, patience)
            return ExitStatus.done.rawValue
        } catch {
            let failure = DaemonFailure(error)
            // It stays in the unit's status, and is shown without a look at the log.
            if let line = failure.lines.first { notifier.status("failed: \(line)") }
            return tell(failure)
        }
    }

    private func serve(_ notifier: ServiceNotifier, _ patience: StartPatience) async throws {
        let startTime = Timestamp(Date())
        let sockets = try PassedSockets.take()
        let level = try logLevel()
        let format = try logFormat()
        let listen = try listenAddresses()
        let configuration = try load()
        let settings = configuration.settings
        let database = options.database ?? environment["MOSAIC_DATABASE"] ?? settings.recordPlace
        let log = Logger(label: "mosaicd") { _ in format.handler(level: level) }
        var gate: WebGate?
        let requests = HTTPRequestMetrics()
        if let path = options.webConfig {
            gate = try WebGate(
                path: path, isHealthOpen: settings.opensHealth, metrics: requests, log: log, now: { Timestamp(Date()) })
        }
        let inForce = ConfigurationInForce(configuration)
        let writes = try settings.tokens.map { path in
            try WriteGate(
                path: path, configuration: { inForce.current }, metrics: requests, log: log, now: { Timestamp(Date()) })
        }
        notifier.status("opening the record")
        let record = try openRecord(at: database, for: configuration.catalog)
        defer { record.release() }
        let publication = Publication()
        let site = Site(
            version: MosaicVersion.current, publication: publication,
            process: ProcessMetrics(startTime: startTime.seconds), requests: requests,
            record: { () throws(RecordFailure) in try record.store() },
            inbox: {
                inForce.current.inboxes(ofRecordAt: database).flatMap {
                    (try? InboxListing(of: $0).entries(at: Timestamp(Date()))) ?? []
                }
            },
            inboxReport: { inbox, file in
                inForce.current.inboxes(ofRecordAt: database).first { $0.name == inbox }
                    .flatMap { InboxListing(of: $0).report(of: file) }
            }, gate: gate, writes: writes, logger: log, now: { Timestamp(Date()) })
        // What the service manager listens on already comes before the settings.
        let addresses = listen.isEmpty && sockets.isEmpty ? settings.listen : listen
        let server = try await WebServer.bind(to: addresses, sockets: sockets, site: site, logger: log)
        notifier.status("evaluating the record for the first time")
        let inbox = InboxService(configuration, record: record, at: database, log: log, load: load)
        let loop = EvaluationLoop(
            record: record, configuration: configuration, publication: publication,
            metrics: ServiceMetrics(
                version: MosaicVersion.current, configReadTime: startTime, samplesLimit: settings.samplesLimit),
            inbox: { inbox.counts }, outcomes: { [outcomes] in outcomes?.known ?? [] }, log: log,
            take: { configuration in
                inForce.take(configuration)
                writes?.readAgain()
            })
        let (beginning, begin) = AsyncStream<Never>.makeStream()
        let pulse = WebPulse()
        let evaluation = EvaluationService(
            loop: loop, notifier: notifier, configPath: configPath, isServing: { pulse.isFelt() },
            wait: { begin.finish() },
            begin: {
                patience.end()
                begin.finish()
                inbox.begin()
                log.tell(.started, .notice, "started", metadata: ["version": "\(MosaicVersion.current)"])
            })
        let services: [any Service] = [
            sockets.isEmpty ? server : DeferredService(server, until: beginning), evaluation,
            inbox, ReloadService(evaluation: evaluation, inbox: inbox),
        ]
        let group = ServiceGroup(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: log)
        try await group.run()
        notifier.stopping(status: "stopped")
        log.tell(.stopped, .notice, "stopped")
    }

    /// Opens the record. A server that does not answer is waited for by the evaluation loop, while requests are told so.
    private func openRecord(at place: String, for catalog: Catalog) throws(RecordFailure) -> ServedRecord {
        let record = try ServedRecord(at: place, of: keeper)
        do throws(RecordFailure) {
            try record.store().view().requireUnits(of: catalog)
        } catch {
            guard error.isOfSilentServer else { throw error }
            record.lose(error)
        }
        return record
    }

    /// Settings and catalog as they are now.
    @Sendable private func load() throws -> MosaicConfiguration {
        try MosaicConfiguration.load(path: configPath, forms: ObservationReader().forms.map(\.name))
    }

    /// What the units beside the service leave in its state directory, where systemd gave it one.
    private var outcomes: UnitOutcomes? {
        environment["STATE_DIRECTORY"].flatMap { $0.split(separator: ":").first }
            .map { UnitOutcomes(folder: "\($0)/outcomes") }
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

    /// The words for how the log is written.
    static let logFormats = ServiceLog.allCases.map(\.rawValue)

    private func logFormat() throws -> ServiceLog {
        guard let format = ServiceLog(rawValue: options.logFormat) else {
            let expected = Self.logFormats.joined(separator: " or ")
            throw DaemonFailure(usage: "--log.format \(options.logFormat): no format; expected \(expected)")
        }
        return format
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

extension ThreadPriority {
    /// For a thread of the service that no client waits for: those that answer go before it, and before all that it starts.
    static func giveWayToScrapes() { lower(by: 10) }
}
