internal import Formats
internal import Indicators

/// What `web.yml` says: how clients reach the service. Its keys are those of Prometheus' exporter-toolkit.
public struct WebConfiguration: Hashable, Sendable {
    /// How TLS is spoken; nil: it is not.
    public var tls: TLSSettings?

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
