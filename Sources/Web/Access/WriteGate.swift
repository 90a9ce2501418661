public import Config
internal import Crypto
public import Exposition
internal import HTTPTypes
public import Indicators
public import Logging
internal import Synchronization

/// Who may write, by a file of tokens. It is read again as soon as it has changed.
///
/// A token is known by its SHA-256 alone, which is compared with all of them in a time that depends on none. One that fails is counted;
/// beyond some failures at once they are answered one a second, and right ones are let in all the same.
public final class WriteGate: Sendable {
    private struct State {
        var tokens: [WriteToken]
        /// The stamp of the file that was last read; nil: it was not there.
        var stamp: FileStamp?
        var failures = RateLimiter(WebConfiguration.RateLimit(interval: .seconds(1), burst: 10))
    }

    private let path: String
    private let current: @Sendable () -> MosaicConfiguration
    private let metrics: HTTPRequestMetrics
    private let log: Logger
    private let now: @Sendable () -> Timestamp
    private let state: Mutex<State>

    /// Reads the file.
    ///
    /// - Parameters:
    ///   - configuration: settings, catalog and mappings, as they hold when they are asked for.
    ///   - metrics: is told of failures.
    ///   - now: the clock.
    /// - Throws: every fault of the file.
    public init(
        path: String, configuration: @escaping @Sendable () -> MosaicConfiguration, metrics: HTTPRequestMetrics,
        log: Logger, now: @escaping @Sendable () -> Timestamp
    ) throws(ConfigFaults) {
        self.path = path
        current = configuration
        self.metrics = metrics
        self.log = log
        self.now = now
        let stamp = FileStamp(ofFile: path)
        state = Mutex(State(tokens: try Self.load(path, configuration()), stamp: stamp))
    }

    /// Settings, catalog and mappings as they hold now.
    var configuration: MosaicConfiguration { current() }

    /// The day in the settings' time zone.
    var today: CalendarDate { now().day(in: configuration.settings.timeZone) }

    /// Reads the file again by the catalog that holds now. With a fault the last tokens stay.
    public func readAgain() {
        state.withLock { readAgain(&$0) }
    }

    /// Whether a request has a token that counts, by its `Authorization`.
    func knows(_ authorization: String?) -> Bool {
        if case .known = find(authorization) { true } else { false }
    }

    /// The token of a request.
    ///
    /// - Throws: 401 where there is none, or one that is wrong or over; 429 where too many of them come.
    func admit(_ authorization: String?) throws(Problem) -> WriteToken {
        let reason: String
        switch find(authorization) {
        case .known(let token): return token
        case .over(let token): reason = "The token of \(token.name) is over."
        case .unknown: reason = "A bearer token is wanted here, and this is none that is known."
        }
        metrics.noteTokenFailure()
        if let wait = state.withLock({ $0.failures.wait(at: .now) }) {
            let seconds = wait.components.seconds + 1
            throw Problem(
                status: .tooManyRequests, detail: "Too many tokens were wrong; try again in \(seconds) s.",
                fields: [.retryAfter: "\(seconds)"])
        }
        throw Problem(
            status: .unauthorized, detail: reason, fields: [.wwwAuthenticate: #"Bearer realm="mosaic""#])
    }

    private enum Finding {
        case known(WriteToken)
        case over(WriteToken)
        case unknown
    }

    private func find(_ authorization: String?) -> Finding {
        guard let parts = authorization?.split(separator: " ", omittingEmptySubsequences: true), parts.count == 2,
            parts[0].lowercased() == "bearer"
        else { return .unknown }
        let digest = Array(SHA256.hash(data: Array(parts[1].utf8)))
        var found: WriteToken?
        for token in tokens() where Self.isSame(token.sha256, digest) { found = token }
        guard let found else { return .unknown }
        return found.end.map { now() <= $0 } ?? true ? .known(found) : .over(found)
    }

    /// Compares all bytes, whichever differ.
    private static func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private func tokens() -> [WriteToken] {
        state.withLock { state in
            if FileStamp(ofFile: path) != state.stamp { readAgain(&state) }
            return state.tokens
        }
    }

    private func readAgain(_ state: inout State) {
        state.stamp = FileStamp(ofFile: path)
        do throws(ConfigFaults) {
            state.tokens = try Self.load(path, current())
            log.info("read again", metadata: ["web.tokens": "\(path)"])
        } catch {
            for line in error.lines { log.error("\(line)") }
            log.error("the last good tokens stay", metadata: ["web.tokens": "\(path)"])
        }
    }

    private static func load(
        _ path: String, _ configuration: MosaicConfiguration
    ) throws(ConfigFaults) -> [WriteToken] {
        try WriteToken.load(path: path, catalog: configuration.catalog, timeZone: configuration.settings.timeZone)
    }
}
