internal import Formats
internal import Indicators

/// How a table lies in a file, by its first rows: what its rows are, what its columns are, and which row names them.
struct TableLayout: Sendable {
    /// What stands between fields.
    let separator: CSVSeparator
    /// What the first cell of a row says.
    let rows: ObservationField
    /// What the first cell of a column says.
    let columns: ObservationField
    /// How many rows stand above the header.
    let rowsAbove: Int
    /// The header's texts.
    let header: [String]
    /// The texts above the header.
    let above: [String]
    /// The first rows below the header.
    let below: [[String]]

    private static let limit = 64
    /// As many columns as a spreadsheet has.
    static let columnLimit = 16_384

    /// The layout of the first rows of a file; nil where they are no table.
    init?(of head: FormHead) {
        for separator in [CSVSeparator.comma, .tab, .semicolon] {
            let rows = head.rows(separatedBy: separator, limit: Self.limit)
            for index in rows.indices {
                guard let axes = Self.axes(of: rows, header: index) else { continue }
                (self.rows, columns, self.separator) = (axes.rows, axes.columns, separator)
                rowsAbove = index
                header = rows[index]
                above = rows[..<index].flatMap { $0 }.filter { !$0.isEmpty }
                below = Array(rows[(index + 1)...])
                return
            }
        }
        return nil
    }

    /// What rows and columns are if a row is the header; nil if it is none.
    private static func axes(
        of rows: [[String]], header index: Int
    ) -> (rows: ObservationField, columns: ObservationField)? {
        let header = rows[index]
        guard let first = header.first, !first.hasPrefix("#") else { return nil }
        let corner = TableWords.field(ofCorner: first)
        guard corner != nil || first.trimmed.isEmpty else { return nil }
        let others = header.dropFirst().filter { !$0.trimmed.isEmpty }
        let years = others.count { TableWords.year($0) != nil }
        // A header of long CSV has two columns that are known.
        let known = header.count { ObservationField(columnNamed: $0) != nil }
        if !others.isEmpty, years == others.count {
            guard corner != .period, corner != nil || years > 1 else { return nil }
            return (corner ?? .region, .period)
        }
        guard years == 0, !others.isEmpty, known < 2, index + 1 < rows.count else { return nil }
        let next = rows[index + 1]
        switch corner {
        case .period, nil:
            guard corner != nil || others.count > 1, TableWords.year(next[0]) != nil else { return nil }
            // A region's name has no unit in brackets behind it.
            let areTitles = others.allSatisfy { NameText.title($0) != nil }
            return (.period, areTitles ? .indicator : .region)
        case .region:
            let isFigure = next.dropFirst().contains { cell in
                CellText.noneMarks.contains(cell.trimmed)
                    || cell.unicodeScalars.contains { $0.properties.numericType != nil }
            }
            return isFigure && TableWords.year(next[0]) == nil ? (.region, .indicator) : nil
        default: return nil
        }
    }

    /// The fields that neither rows nor columns say.
    var fixed: [ObservationField] {
        [.indicator, .region, .period, .unit].filter { $0 != rows && $0 != columns }
    }

    /// What rows and columns are, for a sentence: `regions × 2019–2023`.
    func words(heads: [String]) -> String {
        let years = heads.sorted()
        guard columns == .period, let first = years.first, let last = years.last else {
            return "\(rows.plural) × \(columns.plural)"
        }
        return "\(rows.plural) × \(first == last ? first : "\(first)–\(last)")"
    }
}

extension ObservationField {
    fileprivate var plural: String { self == .period ? "years" : column + "s" }
}
