internal import Formats
internal import Indicators

/// How a long CSV is laid out, by its first rows: what separates its fields, and what stands above its header.
struct LongCSVLayout: Sendable {
    /// What stands between fields.
    let separator: CSVSeparator
    /// How many rows stand above the header: comments, and the line `sep=` by which spreadsheets are told the separator.
    let rowsAbove: Int
    /// The names of the header; empty where there is no row of text.
    let header: [String]
    /// How many of them are those of known columns, or are but for a slip.
    let knownColumns: Int
    /// The first rows below the header.
    let rows: [[String]]

    /// How many rows are looked at: few between commas, where numbers tell nothing of their decimal sign.
    private static func limit(_ separator: CSVSeparator) -> Int { separator == .comma ? 32 : 1000 }

    /// The layout by which the header has most known columns; commas where others are no better.
    init(of head: FormHead) {
        let comma = Self(of: head, separatedBy: .comma)
        guard comma.knownColumns < 2 else {
            self = comma
            return
        }
        let others = CSVSeparator.allCases.filter { $0 != .comma }.map { Self(of: head, separatedBy: $0) }
        let best = others.max { $0.knownColumns < $1.knownColumns }
        self = best.flatMap { $0.knownColumns > 1 ? $0 : nil } ?? comma
    }

    private init(of head: FormHead, separatedBy separator: CSVSeparator) {
        let rows = head.rows(separatedBy: separator, limit: Self.limit(separator))
        self.separator = separator
        rowsAbove = rows.prefix { Self.isAbove($0) }.count
        header = rowsAbove < rows.count ? rows[rowsAbove] : []
        knownColumns = header.count {
            ObservationField(columnNamed: $0) != nil || NearestName.slip($0, among: ObservationField.columns) != nil
        }
        self.rows = Array(rows.dropFirst(rowsAbove + 1))
    }

    /// Whether figures stand in columns of years, and not in one of values.
    var hasColumnsOfYears: Bool {
        header.count { TableWords.year($0) != nil } > 1
            && !header.contains { ObservationField(columnNamed: $0) == .value }
    }

    /// What the first rows have in a column.
    func texts(ofColumn column: Int) -> [String] {
        rows.compactMap { $0.indices.contains(column) ? $0[column] : nil }
    }

    /// Whether a row stands above a header, and says nothing of observations.
    private static func isAbove(_ row: [String]) -> Bool {
        guard let first = row.first else { return false }
        return first.hasPrefix("#") || first.lowercased().hasPrefix("sep=") && row.dropFirst().allSatisfy(\.isEmpty)
    }
}
