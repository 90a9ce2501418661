package import Formats

/// The first bytes of an input, for a form to recognise itself by.
package struct FormHead: Sendable {
    /// The first bytes in UTF-8, as many as ``FirstBytes`` reads.
    package let bytes: [UInt8]
    /// Whether these are all.
    package let isWhole: Bool
    /// The first row's fields where commas separate them; nil where it is no row of text.
    package let firstRow: [String]?
    /// What is said beside the input.
    let settings: FormSettings

    init(_ bytes: [UInt8], isWhole: Bool, settings: FormSettings = FormSettings()) {
        self.settings = settings
        self.bytes = bytes
        self.isWhole = isWhole
        firstRow = Self.rows(of: bytes, isWhole: isWhole, separatedBy: .comma, limit: 1).first
    }

    /// The fields of the first rows: those that are whole, up to the first with a fault.
    package func rows(separatedBy separator: CSVSeparator, limit: Int) -> [[String]] {
        Self.rows(of: bytes, isWhole: isWhole, separatedBy: separator, limit: limit)
    }

    private static func rows(
        of bytes: [UInt8], isWhole: Bool, separatedBy separator: CSVSeparator, limit: Int
    ) -> [[String]] {
        var reader = CSVReader(separator: separator)
        var source = MemorySource(bytes)
        var rows: [[String]] = []
        // One more than is wanted: the last may be cut.
        while rows.count <= limit, case .row? = try? reader.next(from: &source) {
            var row: [String] = []
            for index in 0..<reader.fieldCount { row.append(reader.text(ofField: index)) }
            rows.append(row)
        }
        if !isWhole, rows.count <= limit, !rows.isEmpty { rows.removeLast() }
        return Array(rows.prefix(limit))
    }
}
