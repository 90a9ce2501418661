internal import Formats
internal import Foundation
internal import Indicators

/// Reads a file of `fetch/` beside the settings: a source that is fetched.
struct FetchSourceReader {
    private(set) var faults: FileFaults
    private let name: String
    private let mappings: [String]
    private let forms: [String]?
    /// The names of other inboxes.
    private let taken: [String]

    /// - Parameters:
    ///   - mappings: the names of the catalog's mappings.
    ///   - forms: the names of the forms that there are; nil: any name will do.
    init(file: String, name: String, mappings: [String], forms: [String]?, taken: [String]) {
        faults = FileFaults(file: file)
        (self.name, self.mappings, self.forms, self.taken) = (name, mappings, forms, taken)
    }

    /// The range of `most_megabytes`.
    private static let megabytes = 1...4000

    /// Reads the file; nil where it has a fault.
    mutating func read(from files: any FileReading) -> FetchSource? {
        guard let bytes = faults.bytes(from: files), let root = faults.document(bytes) else { return nil }
        if !WriteToken.isName(name) || name.contains("@") {
            faults.add(
                .badText, at: root.position, "the file's name \(name.quoted) is no name of a source", value: name,
                expected: "expected letters, digits and -_., at most 64")
        }
        if taken.contains(name) {
            faults.add(
                .duplicateValue, at: root.position, "\(name.quoted) is the name of an inbox of the settings",
                value: name, expected: "expected another name of the file")
        }
        let keys = ["address", "form", "mapping", "headers", "secret_headers", "ca_file", "most_megabytes", "within"]
        guard let entries = faults.mapping(root, of: "the source", at: root.position, keys: keys),
            let place = faults.required("address", in: entries, expected: "expected the address to get it from"),
            let address = address(place)
        else { return nil }
        var source = FetchSource(name: name, address: address)
        source.form = entries["form"].flatMap { known($0, "form", among: forms) }
        source.mapping = entries["mapping"].flatMap { known($0, "mapping of the catalog", among: mappings) }
        source.within = entries["within"].flatMap { duration($0) } ?? source.within
        source.headers = entries["headers"].map { headers($0) } ?? []
        source.secretHeaders = entries["secret_headers"].flatMap { path($0) }
        source.authorities = entries["ca_file"].flatMap { path($0) }
        if let entry = entries["most_megabytes"], let count = faults.whole(entry, in: Self.megabytes) {
            source.mostBytes = count * 1_000_000
        }
        return faults.diagnostics.hasErrors ? nil : source
    }

    private mutating func address(_ entry: YAMLEntry) -> String? {
        guard let text = faults.text(entry) else { return nil }
        if let url = URLComponents(string: text), ["http", "https"].contains(url.scheme?.lowercased()),
            url.host?.isEmpty == false, url.user == nil, url.password == nil, url.fragment == nil, url.url != nil
        {
            return text
        }
        faults.add(
            .badAddress, at: entry.value.position, "`address` is none that can be fetched",
            expected: "expected https://… or http://…, without a user or a password")
        return nil
    }

    private mutating func path(_ entry: YAMLEntry) -> String? {
        faults.text(entry).map { CatalogPaths.resolve($0, besideFile: faults.file) }
    }

    private mutating func known(_ entry: YAMLEntry, _ what: String, among names: [String]?) -> String? {
        guard let name = faults.text(entry) else { return nil }
        guard let names, !names.contains(name) else { return name }
        faults.addUnknown(
            .unknownValue, at: entry.value.position, "\(name.quoted) is no \(what)", value: name, known: names)
        return nil
    }

    private mutating func duration(_ entry: YAMLEntry) -> Duration? {
        guard let text = faults.text(entry) else { return nil }
        if let duration = EvaluationSchedule.duration(text), EvaluationSchedule.intervals.contains(duration) {
            return duration
        }
        faults.add(
            .badDuration, at: entry.value.position, "`\(entry.key)` is \(text.quoted)", value: text,
            expected: "expected a duration from 1s to 366d such as 30s, 10m or 1h")
        return nil
    }

    private mutating func headers(_ entry: YAMLEntry) -> [HeaderField] {
        var fields: [HeaderField] = []
        for part in faults.entries(entry.value, of: entry.key) ?? [] {
            guard let value = faults.text(part) else { continue }
            guard let field = HeaderField(line: "\(part.key): \(value)") else {
                faults.add(
                    .badText, at: part.position, "\(part.key.quoted) is no field of a header", value: part.key,
                    expected: "expected a name such as Accept, and a value on one line")
                continue
            }
            fields.append(field)
        }
        return fields
    }
}
