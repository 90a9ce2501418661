public import Config
public import Exposition
internal import HTTPTypes
internal import HummingbirdCore
public import Indicators
public import Logging
internal import Synchronization

/// Who may come in, and how, by `web.yml`. It is read again as soon as it, or a file that it names, has changed.
///
/// A change is looked for at each connection and each request, by the files' stamps. One that has a fault is told once, and the last
/// good configuration stays. The files that it names are still taken as they are, so that a certificate can be renewed.
public final class WebGate: Sendable {
    /// What holds until the files change.
    struct Rules: Sendable {
        /// What speaks TLS; nil: nothing does.
        var tls: TLSRules?
        /// What every answer's header has.
        var headers: HTTPFields = [:]
        /// The users' hashes by name; empty: nobody needs a password.
        var users: [String: String] = [:]
        var rateLimit: WebConfiguration.RateLimit?
    }

    private struct State {
        var rules: Rules
        /// The bytes of `web.yml` that the rules are of.
        var text: [UInt8] = []
        /// The stamps of the files that were last read, by path.
        var stamps: [String: FileStamp?]
        var limiter: RateLimiter?
    }

    private let path: String
    private let files: any FileReading
    private let linger: Duration
    private let isHealthOpen: Bool
    private let metrics: HTTPRequestMetrics
    private let log: Logger
    private let now: @Sendable () -> Timestamp
    private let passwords: PasswordChecks
    private let state: Mutex<State>

    /// Reads `web.yml`.
    ///
    /// - Parameters:
    ///   - isHealthOpen: whether `/-/healthy` and `/-/ready` are answered to everybody.
    ///   - metrics: is told what was read.
    ///   - now: the clock.
    /// - Throws: every fault of it and of the files that it names.
    public convenience init(
        path: String, isHealthOpen: Bool, metrics: HTTPRequestMetrics, log: Logger,
        now: @escaping @Sendable () -> Timestamp
    ) throws(ConfigFaults) {
        let limits = WebLimits()
        try self.init(
            path: path, isHealthOpen: isHealthOpen, metrics: metrics, log: log, now: now, files: DiskFiles(),
            limits: limits,
            passwords: PasswordChecks(limits, timer: RequestWork.systemTimer))
    }

    /// Reads a configuration from any files; changes are looked for on the disk.
    init(
        path: String, isHealthOpen: Bool, metrics: HTTPRequestMetrics, log: Logger,
        now: @escaping @Sendable () -> Timestamp, files: any FileReading, limits: WebLimits, passwords: PasswordChecks
    ) throws(ConfigFaults) {
        self.path = path
        self.files = files
        self.isHealthOpen = isHealthOpen
        self.metrics = metrics
        self.log = log
        self.now = now
        self.passwords = passwords
        linger = limits.linger
        var state = State(rules: Rules(), stamps: [:])
        let fault = Self.read(path, files, linger, into: &state)
        if let fault { throw fault }
        metrics.noteConfiguration(readAt: now(), certificateEnd: state.rules.tls?.certificateEnd)
        self.state = Mutex(state)
    }

    /// Lets a request in.
    ///
    /// - Parameters:
    ///   - route: what it asks for; nil: nothing is there.
    ///   - hasToken: whether a token takes the place of a password; the request is still counted.
    /// - Throws: 401 without a right password, 429 if too many come, 503 if too many passwords wait.
    func admit(_ request: Request, to route: Route?, hasToken: Bool = false) async throws(Problem) {
        let rules = rules()
        if isHealthOpen, route?.isOfHealth == true { return }
        if let wait = state.withLock({ $0.limiter?.wait(at: .now) }) { throw .tooManyRequests(wait) }
        guard !rules.users.isEmpty, !hasToken else { return }
        guard let credentials = BasicCredentials(request.headers[.authorization]),
            try await passwords.isRight(credentials, among: rules.users)
        else { throw .unauthorized }
    }

    /// What the header of an answer has, by the rules that let its request in: the files are not looked at again.
    var headers: HTTPFields { state.withLock { $0.rules.headers } }

    /// The rules as the files now are.
    func rules() -> Rules {
        state.withLock { state in
            guard state.stamps.contains(where: { FileStamp(ofFile: $0.key) != $0.value }) else { return state.rules }
            if let fault = Self.read(path, files, linger, into: &state) {
                for line in fault.lines { log.error("\(line)") }
                log.error("the last good configuration stays", metadata: ["web.config.file": "\(path)"])
                metrics.noteConfigurationFault(certificateEnd: state.rules.tls?.certificateEnd)
            } else {
                metrics.noteConfiguration(readAt: now(), certificateEnd: state.rules.tls?.certificateEnd)
                log.info("read again", metadata: ["web.config.file": "\(path)"])
            }
            return state.rules
        }
    }

    /// Reads the files; with a fault the rules are those of the last good `web.yml`, if the files that it names have none.
    private static func read(
        _ path: String, _ files: any FileReading, _ linger: Duration, into state: inout State
    ) -> ConfigFaults? {
        let stamped = StampedFiles(files, keeping: path)
        defer { state.stamps = stamped.noted.withLock { $0.stamps } }
        do throws(ConfigFaults) {
            state.rules = try Rules(WebConfiguration.load(path: path, files: stamped), linger: linger)
            state.text = stamped.noted.withLock { $0.kept }
            if state.limiter?.rule != state.rules.rateLimit {
                state.limiter = state.rules.rateLimit.map { RateLimiter($0) }
            }
            return nil
        } catch {
            let last = LastGood(path: path, text: state.text, files: stamped)
            if let rules = try? Rules(WebConfiguration.load(path: path, files: last), linger: linger) {
                state.rules = rules
            }
            return error
        }
    }
}

/// Files that note each one's stamp before it is read, so that no change is missed, and keep the bytes of one of them.
private final class StampedFiles: FileReading {
    let noted = Mutex<(stamps: [String: FileStamp?], kept: [UInt8])>(([:], []))
    private let files: any FileReading
    private let path: String

    init(_ files: any FileReading, keeping path: String) {
        self.files = files
        self.path = path
    }

    func bytes(ofFile path: String) throws(FileReadingFault) -> [UInt8] {
        let stamp = FileStamp(ofFile: path)
        noted.withLock { $0.stamps[path] = .some(stamp) }
        let bytes = try files.bytes(ofFile: path)
        if path == self.path { noted.withLock { $0.kept = bytes } }
        return bytes
    }

    func names(inFolder path: String) -> [String] { files.names(inFolder: path) }
}

/// Files of which one is as it was when it had no fault.
private struct LastGood: FileReading {
    let path: String
    let text: [UInt8]
    let files: StampedFiles

    func bytes(ofFile path: String) throws(FileReadingFault) -> [UInt8] {
        path == self.path ? text : try files.bytes(ofFile: path)
    }

    func names(inFolder path: String) -> [String] { files.names(inFolder: path) }
}

extension WebGate.Rules {
    init(_ configuration: WebConfiguration, linger: Duration) throws(ConfigFaults) {
        if let settings = configuration.tls { tls = try TLSRules(settings, linger: linger) }
        users = configuration.users
        rateLimit = configuration.rateLimit
        for header in configuration.headers {
            if let name = HTTPField.Name(header.name.rawValue) { headers[name] = header.value }
        }
    }
}

extension WebConfiguration {
    /// Reads `web.yml`, certificates too.
    ///
    /// - Throws: every fault of it and of the files that it names.
    public static func check(path: String) throws(ConfigFaults) {
        _ = try WebGate.Rules(load(path: path), linger: .zero)
    }
}

extension Problem {
    /// A user and a password are wanted, and these were none, or not the right ones.
    fileprivate static var unauthorized: Problem {
        Problem(
            status: .unauthorized, detail: "A user and the right password are wanted here.",
            chinese: "需要用户名和正确的密码。",
            fields: [.wwwAuthenticate: #"Basic realm="mosaic", charset="UTF-8""#])
    }

    /// More requests come than are let in.
    fileprivate static func tooManyRequests(_ wait: Duration) -> Problem {
        let seconds = wait.components.seconds + 1
        return Problem(
            status: .tooManyRequests, detail: "More requests come than are let in; try again in \(seconds) s.",
            chinese: "请求过多；请\(seconds)秒后再试。",
            fields: [.retryAfter: "\(seconds)"])
    }
}
