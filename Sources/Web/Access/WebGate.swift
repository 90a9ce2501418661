public import Config
public import Logging
internal import NIOSSL
internal import Synchronization

/// Who may come in, and how, by `web.yml`. It is read again as soon as it, or a file that it names, has changed.
///
/// A change is looked for at each connection and each request, by the files' stamps. One that has a fault is told once, and the last
/// good configuration stays.
public final class WebGate: Sendable {
    /// What holds until the files change.
    struct Rules: Sendable {
        /// What speaks TLS; nil: nothing does.
        var tls: TLSRules?
    }

    private struct State {
        var rules: Rules
        /// The stamps of the files that were last read, by path.
        var stamps: [String: FileStamp?]
    }

    private let path: String
    private let files: any FileReading
    private let linger: Duration
    private let log: Logger
    private let state: Mutex<State>

    /// Reads `web.yml`.
    ///
    /// - Throws: every fault of it and of the files that it names.
    public convenience init(path: String, log: Logger) throws(ConfigFaults) {
        try self.init(path: path, files: DiskFiles(), limits: WebLimits(), log: log)
    }

    /// Reads a configuration from any files; changes are looked for on the disk.
    init(path: String, files: any FileReading, limits: WebLimits, log: Logger) throws(ConfigFaults) {
        self.path = path
        self.files = files
        self.log = log
        linger = limits.linger
        var state = State(rules: Rules(), stamps: [:])
        let fault = Self.read(path, files, linger, into: &state)
        if let fault { throw fault }
        self.state = Mutex(state)
    }

    /// The rules as the files now are.
    func rules() -> Rules {
        state.withLock { state in
            guard state.stamps.contains(where: { FileStamp(ofFile: $0.key) != $0.value }) else { return state.rules }
            if let fault = Self.read(path, files, linger, into: &state) {
                for line in fault.lines { log.error("\(line)") }
                log.error("the last good configuration stays", metadata: ["web.config.file": "\(path)"])
            } else {
                log.info("read again", metadata: ["web.config.file": "\(path)"])
            }
            return state.rules
        }
    }

    /// Reads the files; with a fault the rules stay.
    private static func read(
        _ path: String, _ files: any FileReading, _ linger: Duration, into state: inout State
    ) -> ConfigFaults? {
        let stamped = StampedFiles(files)
        defer { state.stamps = stamped.stamps.withLock { $0 } }
        do throws(ConfigFaults) {
            state.rules = try Rules(WebConfiguration.load(path: path, files: stamped), linger: linger)
            return nil
        } catch {
            return error
        }
    }
}

/// Files that note each one's stamp before it is read, so that no change is missed.
private final class StampedFiles: FileReading {
    let stamps = Mutex<[String: FileStamp?]>([:])
    private let files: any FileReading

    init(_ files: any FileReading) { self.files = files }

    func bytes(ofFile path: String) throws(FileReadingFault) -> [UInt8] {
        let stamp = FileStamp(ofFile: path)
        stamps.withLock { $0[path] = .some(stamp) }
        return try files.bytes(ofFile: path)
    }

    func names(inFolder path: String) -> [String] { files.names(inFolder: path) }
}

extension WebGate.Rules {
    init(_ configuration: WebConfiguration, linger: Duration) throws(ConfigFaults) {
        if let settings = configuration.tls { tls = try TLSRules(settings, linger: linger) }
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
