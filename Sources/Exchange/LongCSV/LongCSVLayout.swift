internal import Formats
internal import Indicators

/// How a long CSV is laid out, by its first rows: what separates its fields, and what stands above its header.
struct LongCSVLayout: Sendable {
    /// What stands between fields.
    let separator: CSVSeparator
    /// How many rows stand above the header.
    let rowsAbove: Int
    /// How many of them are titles: neither comments, nor blank, nor the line `sep=` by which spreadsheets are told the separator.
    let titles: Int
    /// The names of the header; empty where there is no row of text.
    let header: [String]
    /// The fields that it has columns of, by known names or such as are but for a slip.
    let fields: Set<ObservationField>
    /// The first rows below the header.
    let rows: [[String]]

    /// How many rows are looked at: few between commas, where numbers tell nothing of their decimal sign.
    private static func limit(_ separator: CSVSeparator) -> Int { separator == .comma ? 32 : 1000 }

    /// How many rows may stand above the header.
    private static let rowsAbove = 20
    /// As many columns of ours no title has.
    private static let leastBelowTitles = 3

    /// The layout by which the header has most known columns; commas where others are no better.
    init(of head: FormHead) {
        let comma = Self(of: head, separatedBy: .comma)
        guard comma.fields.count < 2 else {
            self = comma
            return
        }
        let others = CSVSeparator.allCases.filter { $0 != .comma }.map { Self(of: head, separatedBy: $0) }
        let best = others.max { $0.fields.count < $1.fields.count }
        self = best.flatMap { $0.fields.count > 1 ? $0 : nil } ?? comma
    }

    private init(of head: FormHead, separatedBy separator: CSVSeparator) {
        let rows = head.rows(separatedBy: separator, limit: Self.limit(separator))
        self.separator = separator
        let first = rows.prefix { Self.isAbove($0) }.count
        let start = Self.header(below: first, of: rows)
        titles = rows[first..<start].count { !Self.isAbove($0) }
        rowsAbove = start
        header = start < rows.count ? rows[start] : []
        fields = Self.fields(named: header)
        self.rows = Array(rows.dropFirst(rowsAbove + 1))
    }

    /// The fields of columns, by known names or such as are but for a slip.
    static func fields(named names: some Sequence<String>) -> Set<ObservationField> {
        Set(
            names.compactMap { name in
                ObservationField(columnNamed: name)
                    ?? NearestName.slip(name, among: ObservationField.columns).flatMap(
                        ObservationField.init(columnNamed:))
            })
    }

    /// Where the header stands: first, or below titles.
    private static func header(below first: Int, of rows: [[String]]) -> Int {
        guard first < rows.count, fields(named: rows[first]).count < 2 else { return first }
        let found = rows.indices.prefix(rowsAbove + 1).dropFirst(first + 1).first { index in
            Set(rows[index].compactMap(ObservationField.init(columnNamed:))).count >= leastBelowTitles
        }
        return found ?? first
    }

    /// Whether rows are regions or years, with remarks of each, and the figures stand in columns that are not ours.
    var hasColumnsOfIndicators: Bool {
        let said = fields.subtracting(TableLayout.remarks)
        return [[.region], [.period]].contains(said) && header.count > fields.count
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
        return row.allSatisfy(\.isEmpty) || first.hasPrefix("#")
            || first.lowercased().hasPrefix("sep=") && row.dropFirst().allSatisfy(\.isEmpty)
    }
}
