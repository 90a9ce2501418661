internal import Indicators

/// The columns before the figures of a table, by its header: what each of them says of a row.
struct TableKeys: Hashable, Sendable {
    /// Where the words for regions, indicators and years stand.
    private(set) var columns: [ObservationField: Int] = [:]
    /// Columns that number rows, or have codes beside names: they are not read.
    private(set) var passed: [Int] = []
    /// Those of them that have codes of regions.
    private(set) var codes: [Int] = []
    /// The first column that may have figures.
    private(set) var first = 0

    /// Looks at a header from its first cell to the first that is none of this.
    init(of header: [String]) {
        for (index, cell) in header.enumerated() {
            // Of a file in another form this may be a whole line, and costs more than its rows.
            guard cell.utf8.count <= TableWords.longest else { break }
            let text = cell.trimmed
            if text.isEmpty { continue }
            if let field = TableWords.field(ofCorner: text), columns[field] == nil {
                columns[field] = index
            } else if TableWords.isCode(text) {
                codes.append(index)
            } else if TableWords.isNumbering(text) {
                passed.append(index)
            } else {
                break
            }
            first = index + 1
        }
        // A code alone is the region's name.
        if columns[.region] == nil, !codes.isEmpty { columns[.region] = codes.removeFirst() }
        passed += codes
    }

    /// Without any word, labels stand in the last column below blank heads that has a text.
    mutating func placeLabels(below header: [String], in rows: ArraySlice<[String]>) {
        let blank = header.prefix { $0.trimmed.isEmpty }.count
        let label = (0..<blank).last { column in
            rows.contains { column < $0.count && !$0[column].trimmed.isEmpty }
        }
        first = (label ?? 0) + 1
    }

    /// Whether there is no word at all.
    var areUnsaid: Bool { columns.isEmpty && passed.isEmpty }
}
