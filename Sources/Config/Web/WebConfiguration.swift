internal import Formats
internal import Indicators

/// What `web.yml` says: how clients reach the service. Its keys are those of Prometheus' exporter-toolkit.
public struct WebConfiguration: Hashable, Sendable {
    /// How TLS is spoken; nil: it is not.
    public var tls: TLSSettings?
    /// What the header of every answer has.
    public var headers: [Header] = []
    /// The bcrypt hashes of the users' passwords, by their names; empty: nobody needs one.
    public var users: [String: String] = [:]
    /// How many requests are let in; nil: all.
    public var rateLimit: RateLimit?

    /// A field of every answer's header.
    public struct Header: Hashable, Sendable {
        /// The names that can be set.
        public enum Name: String, CaseIterable, Hashable, Sendable {
            case contentSecurityPolicy = "Content-Security-Policy"
            case strictTransportSecurity = "Strict-Transport-Security"
            case contentTypeOptions = "X-Content-Type-Options"
            case frameOptions = "X-Frame-Options"
            case protection = "X-XSS-Protection"

            /// Its values, where not any will do.
            var values: [String]? {
                switch self {
                case .contentTypeOptions: ["nosniff"]
                case .frameOptions: ["deny", "sameorigin"]
                case .contentSecurityPolicy, .strictTransportSecurity, .protection: nil
                }
            }
        }

        /// Its name.
        public let name: Name
        /// Its value, ASCII.
        public let value: String
    }

    /// How many requests are let in: some at once, and then one each interval.
    public struct RateLimit: Hashable, Sendable {
        /// The time between two requests, above 0.
        public let interval: Duration
        /// How many may come at once, 1 at least.
        public let burst: Int

        /// So many at once, and then one each interval.
        public init(interval: Duration, burst: Int) {
            (self.interval, self.burst) = (interval, burst)
        }
    }

    /// A configuration that asks for nothing.
    init() {}

    /// Reads `web.yml` and the files that it names, whose paths are relative to it.
    ///
    /// - Throws: every fault of them, at its place in `web.yml`.
    public static func load(path: String, files: any FileReading = DiskFiles()) throws(ConfigFaults) -> Self {
        var reader = WebConfigurationReader(file: path, files: files)
        let configuration = reader.read()
        guard reader.faults.count == 0, let configuration else {
            throw ConfigFaults(files: [reader.faults.diagnostics])
        }
        return configuration
    }
}

/// A text of `web.yml`, such as a certificate, that stands there or in a file that is named there.
public struct NamedText: Hashable, Sendable {
    /// Its bytes.
    public let bytes: [UInt8]
    private let key: String
    private let file: String
    private let line: Int
    private let column: Int

    init(_ bytes: [UInt8], of entry: YAMLEntry, in file: String) {
        self.bytes = bytes
        self.file = file
        key = entry.key
        line = entry.value.position.line
        column = entry.value.position.column
    }

    /// A fault of what it holds, at its place in `web.yml`.
    public func fault(_ message: String, expected: String) -> ConfigFaults {
        var diagnostics = Diagnostics()
        diagnostics.add(
            Diagnostic(
                .badPEM, file: file, line: line, column: column, message: "`\(key)` \(message)", expected: expected))
        return ConfigFaults(files: [diagnostics])
    }
}
