internal import Formats
internal import Foundation
internal import Indicators

/// Reads a file of tokens. No message repeats what stands for a hash: it may be the token itself.
struct WriteTokenReader {
    private(set) var faults: FileFaults
    private let catalog: Catalog
    private let timeZone: TimeZone

    init(file: String, catalog: Catalog, timeZone: TimeZone) {
        faults = FileFaults(file: file)
        (self.catalog, self.timeZone) = (catalog, timeZone)
    }

    /// The tokens; nil if the file can't be read at all. Whether they can be used, `faults` say.
    mutating func read(from files: any FileReading) -> [WriteToken]? {
        guard let bytes = faults.bytes(from: files) else { return nil }
        if files.isOpenToOthers(path: faults.file) {
            faults.add(
                .openFile, "everybody on this machine may read it",
                expected: "expected a file of its owner and group alone, as `chmod o= FILE` makes it")
        }
        guard let root = faults.document(bytes), let entries = faults.entries(root, of: "tokens") else { return nil }
        var tokens: [WriteToken] = []
        for entry in entries {
            guard let token = token(entry) else { continue }
            if let other = tokens.first(where: { $0.sha256 == token.sha256 }) {
                faults.add(
                    .duplicateValue, at: entry.position,
                    "token \(entry.key.quoted) is the same as \(other.name.quoted)", expected: "expected another one")
            }
            tokens.append(token)
        }
        return tokens
    }

    private mutating func token(_ entry: YAMLEntry) -> WriteToken? {
        if !WriteToken.isName(entry.key) {
            faults.add(
                .badText, at: entry.position, "\(entry.key.quoted) is no name of a token", value: entry.key,
                expected: "expected letters, digits and -_.@, at most 64")
        }
        let keys = ["sha256", "regions", "indicators", "expires"]
        guard let section = faults.mapping(entry.value, of: entry.key, at: entry.position, keys: keys) else {
            return nil
        }
        let hash = faults.required("sha256", in: section, expected: "expected what `mosaic token new` prints")
            .flatMap { sha256($0) }
        let indicators = section["indicators"].map { Set(names($0) { $0.indicatorNamed($1) }) }
        let regions = section["regions"].map { Set(names($0) { $0.regionsNamed($1) }.joined()) }
        let end = section["expires"].flatMap { self.end($0) }
        return hash.map { hash in
            WriteToken(
                name: entry.key, sha256: hash, scope: SeriesScope(indicators: indicators, regions: regions), end: end)
        }
    }

    private mutating func sha256(_ entry: YAMLEntry) -> [UInt8]? {
        if case .scalar(let text, _) = entry.value.content, text.utf8.count == 64 {
            let digits = text.compactMap { $0.isASCII ? $0.hexDigitValue : nil }
            if digits.count == 64 {
                return stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
            }
        }
        faults.add(
            .badHash, at: entry.value.position, "`sha256` is no SHA-256",
            expected: "expected 64 hexadecimal digits as `mosaic token new` prints them")
        return nil
    }

    /// What the items of a list name. One that is unknown is noted, and an empty list too: nothing could be written.
    private mutating func names<Found>(
        _ entry: YAMLEntry, _ find: (inout Self, YAMLNode) -> Found?
    ) -> [Found] {
        let expected = "expected a list of names; leave it out for all"
        guard let items = faults.items(entry, expected: expected) else { return [] }
        if items.isEmpty {
            faults.add(.missingValue, at: entry.value.position, "`\(entry.key)` is an empty list", expected: expected)
        }
        return items.compactMap { find(&self, $0) }
    }

    private mutating func indicatorNamed(_ node: YAMLNode) -> Identifier<Indicator>? {
        guard let name = faults.text(node, of: "indicators") else { return nil }
        if let indicator = catalog.indicator(Identifier(name)) { return indicator.id }
        faults.addUnknown(
            .unknownIndicator, at: node.position, "unknown indicator \(name.quoted)", value: name,
            known: catalog.indicators.map(\.id.rawValue))
        return nil
    }

    /// A region; with a slash behind its name all of its parts too.
    private mutating func regionsNamed(_ node: YAMLNode) -> Set<Identifier<Region>>? {
        guard let text = faults.text(node, of: "regions") else { return nil }
        let isSubtree = text.hasSuffix("/")
        let name = isSubtree ? String(text.dropLast()) : text
        guard let region = catalog.region(named: name) else {
            faults.add(
                .unknownRegion, at: node.position, "unknown region \(name.quoted)", value: name,
                expected: catalog.regionQuestion(for: name) ?? "expected an ISO 3166-2 code, a GB/T 2260 code or a name"
            )
            return nil
        }
        return isSubtree ? catalog.subtree(of: region.id) : [region.id]
    }

    private mutating func end(_ entry: YAMLEntry) -> Timestamp? {
        guard let text = faults.text(entry) else { return nil }
        if let end = Timestamp(text) { return end }
        if let day = CalendarDate(text) { return Timestamp(endOf: day, in: timeZone) }
        faults.add(
            .badDate, at: entry.value.position, "`expires` is \(text.quoted)", value: text,
            expected: "expected a date such as 2027-12-31, which counts whole, or an RFC 3339 time")
        return nil
    }
}

extension WriteToken {
    /// Whether a text can be the name of a token: batches name it, and so does the log.
    public static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "-_.@".utf8.contains(byte)
                }
            }
    }
}
