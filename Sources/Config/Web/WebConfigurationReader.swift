internal import Formats
internal import Indicators

/// Reads `web.yml`.
struct WebConfigurationReader {
    var faults: FileFaults
    private let files: any FileReading

    init(file: String, files: any FileReading) {
        self.files = files
        faults = FileFaults(file: file)
    }

    /// What the file says; nil if it can't be read at all. Whether it can be used, `faults` say.
    mutating func read() -> WebConfiguration? {
        guard let bytes = faults.bytes(from: files), let root = faults.document(bytes) else { return nil }
        let start = TextPosition(line: 1, column: 1)
        let keys = ["tls_server_config", "http_server_config", "basic_auth_users", "rate_limit"]
        guard let sections = faults.mapping(root, of: "web.yml", at: start, keys: keys) else { return nil }
        var configuration = WebConfiguration()
        if let entry = sections["tls_server_config"] { configuration.tls = tls(entry) }
        if let entry = sections["http_server_config"] { configuration.headers = headers(entry) }
        if let entry = sections["basic_auth_users"] { configuration.users = users(entry) }
        if let entry = sections["rate_limit"] { configuration.rateLimit = rateLimit(entry) }
        return configuration
    }

    /// The text of one of two keys: a file's, or what stands there. Nil: neither is there, or it has a fault.
    mutating func text(_ file: String, or inline: String, in section: YAMLMapping) -> NamedText? {
        if section[file] != nil, let entry = section[inline] {
            faults.add(
                .conflictingKeys, at: entry.position, "`\(inline)` stands beside `\(file)`",
                expected: "expected one of them")
        }
        if let entry = section[file], let name = faults.text(entry) {
            return contents(ofFile: CatalogPaths.resolve(name, besideFile: faults.file), entry)
        }
        if let entry = section[inline], let text = faults.text(entry) {
            return NamedText(Array(text.utf8), of: entry, in: faults.file)
        }
        return nil
    }

    private mutating func contents(ofFile path: String, _ entry: YAMLEntry) -> NamedText? {
        do {
            return NamedText(try files.bytes(ofFile: path), of: entry, in: faults.file)
        } catch {
            let code: Diagnostic.Code = error == .missing || error == .noCredential ? .missingFile : .unreadableFile
            faults.add(
                code, at: entry.value.position, "`\(entry.key)` names \(path): \(error)", value: path,
                expected: "expected a file that the service may read")
            return nil
        }
    }
}
