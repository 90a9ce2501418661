internal import Formats
internal import Indicators

/// How a table lies in a file, by its first rows: what its rows are, what its columns are, and which row names them.
struct TableLayout: Sendable {
    /// What stands between fields.
    let separator: CSVSeparator
    /// What the label of a row says.
    let rows: ObservationField
    /// What the head of a column says.
    let columns: ObservationField
    /// The column of the rows' labels.
    let labelColumn: Int
    /// The column of the rows' years, where a row is a region and a year.
    let yearColumn: Int?
    /// The first column of figures.
    let firstColumn: Int
    /// The columns before it that say nothing of figures: codes beside names, and row numbers.
    let passedColumns: [Int]
    /// Those of them that have codes of regions.
    let codeColumns: [Int]
    /// Columns among the figures that say something of the whole row: its source, the source's date, its note.
    let remarkColumns: [ObservationField: Int]
    /// How many rows stand above the header.
    let rowsAbove: Int
    /// Whether the row below the header has the units of the columns.
    let hasUnits: Bool
    /// The header's texts.
    let header: [String]
    /// The texts above the header.
    let above: [String]
    /// The first rows below the header.
    let below: [[String]]

    private static let limit = 64
    /// As many columns as a spreadsheet has.
    static let columnLimit = 16_384

    /// What the rows and columns of a table are.
    private struct Axes {
        let rows: ObservationField
        let columns: ObservationField
        let keys: TableKeys
        var hasUnits = false
    }

    /// The layout of the first rows of a file; nil where they are no table.
    init?(of head: FormHead) {
        for separator in [CSVSeparator.comma, .tab, .semicolon] {
            let rows = head.rows(separatedBy: separator, limit: Self.limit)
            for index in rows.indices {
                // What stands below is long CSV, whatever its figures look like.
                if index > 0, Self.isLong(rows[index - 1]) { break }
                guard let axes = Self.axes(of: rows, header: index, head.settings) else { continue }
                (self.rows, columns, self.separator) = (axes.rows, axes.columns, separator)
                let keys = axes.keys
                yearColumn = axes.rows == .region ? keys.columns[.period] : nil
                labelColumn = keys.columns[axes.rows] ?? keys.first - 1
                (firstColumn, hasUnits) = (keys.first, axes.hasUnits)
                (passedColumns, codeColumns) = (keys.passed, keys.codes)
                rowsAbove = index
                header = rows[index]
                remarkColumns = axes.columns == .indicator ? Self.remarkColumns(of: header, from: keys.first) : [:]
                above = rows[..<index].flatMap { $0 }.filter { !$0.isEmpty }
                below = Array(rows[(index + (hasUnits ? 2 : 1))...])
                return
            }
        }
        return nil
    }

    /// What rows and columns are if a row is the header; nil if it is none.
    private static func axes(of rows: [[String]], header index: Int, _ settings: FormSettings) -> Axes? {
        let header = rows[index]
        guard header.first?.hasPrefix("#") == false else { return nil }
        var keys = TableKeys(of: header)
        let below = rows[(index + 1)...]
        if keys.areUnsaid { keys.placeLabels(below: header, in: below) }
        let heads = header.dropFirst(keys.first).filter { !$0.trimmed.isEmpty && remark(named: $0) == nil }
        guard !heads.isEmpty, !keys.columns.isEmpty || keys.areUnsaid && header[0].trimmed.isEmpty else { return nil }
        let years = heads.count { TableWords.year($0) != nil }
        // What stands behind years and is none is told where it stands.
        if years == heads.count || years > 1 && TableWords.year(heads[heads.startIndex]) != nil {
            return axes(ofYears: years, keys)
        }
        guard years == 0 else { return nil }
        if isPanel(header, keys) {
            return Axes(rows: .region, columns: .indicator, keys: keys, hasUnits: hasUnits(below, keys))
        }
        // A header of long CSV has two columns that are known.
        let named = header.indices.filter { !keys.passed.contains($0) }.map { header[$0] }
        guard LongCSVLayout.fields(named: named).subtracting(remarks).count < 2 else { return nil }
        return axes(ofHeads: heads, keys, below, settings)
    }

    /// Whether a row is a header that has the figures in a column of values.
    private static func isLong(_ row: [String]) -> Bool {
        let fields = Set(row.compactMap(ObservationField.init(columnNamed:)))
        return fields.contains(.value) && fields.count > 2
    }

    private static func axes(ofYears count: Int, _ keys: TableKeys) -> Axes? {
        guard keys.columns.count < 2, keys.columns[.period] == nil, keys.columns.count > 0 || count > 1 else {
            return nil
        }
        return Axes(rows: keys.columns.keys.first ?? .region, columns: .period, keys: keys)
    }

    private static func axes(
        ofHeads heads: [String], _ keys: TableKeys, _ below: ArraySlice<[String]>, _ settings: FormSettings
    ) -> Axes? {
        let hasUnits = hasUnits(below, keys)
        guard keys.columns.count < 2, let next = below.dropFirst(hasUnits ? 1 : 0).first else { return nil }
        let label = keys.columns.values.first ?? keys.first - 1
        let isYear = label < next.count && TableWords.year(next[label]) != nil
        switch keys.columns.keys.first {
        case .period, nil:
            guard !keys.areUnsaid || heads.count > 1, isYear else { return nil }
            // A region's name has no unit in brackets behind it, and where one region is given, columns are no others.
            let areIndicators =
                hasUnits || heads.allSatisfy { NameText.title($0) != nil }
                || settings.given[.region] != nil && settings.given[.indicator] == nil
            return Axes(
                rows: .period, columns: areIndicators ? .indicator : .region, keys: keys,
                hasUnits: hasUnits)
        case .region:
            let isFigure = next.dropFirst(keys.first).contains { cell in
                CellText.noneMarks.contains(cell.trimmed)
                    || cell.unicodeScalars.contains { $0.properties.numericType != nil }
            }
            return isFigure && !isYear
                ? Axes(rows: .region, columns: .indicator, keys: keys, hasUnits: hasUnits) : nil
        default: return nil
        }
    }

    /// Whether a header is that of a panel: regions and years before figures, each under its indicator.
    static func isPanel(_ header: [String], _ keys: TableKeys) -> Bool {
        guard Set(keys.columns.keys) == [.region, .period] else { return false }
        let heads = header.dropFirst(keys.first)
        // What long CSV says in columns of their own, a panel says in its heads.
        let fields = LongCSVLayout.fields(named: heads).subtracting(remarks)
        return fields.isEmpty && heads.contains { !$0.trimmed.isEmpty && ObservationField(columnNamed: $0) == nil }
    }

    /// What a column among figures may say of the whole row.
    static let remarks: Set<ObservationField> = [.source, .sourceDate, .note]

    /// What a head says of the whole row, whatever footnote it has; nil where it is a figure's.
    static func remark(named head: String) -> ObservationField? {
        ObservationField(columnNamed: CellText.label(head) { _ in }).flatMap { remarks.contains($0) ? $0 : nil }
    }

    private static func remarkColumns(of header: [String], from first: Int) -> [ObservationField: Int] {
        let found = header.indices.dropFirst(first).compactMap { index in
            remark(named: header[index]).map { ($0, index) }
        }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    /// Whether the first row below a header has units alone.
    private static func hasUnits(_ below: ArraySlice<[String]>, _ keys: TableKeys) -> Bool {
        guard let row = below.first, row.count > keys.first,
            row.prefix(keys.first).allSatisfy({
                $0.trimmed.isEmpty || TableWords.isUnit($0) || TableWords.isUnitless($0)
            })
        else { return false }
        let texts = row.dropFirst(keys.first).map(\.trimmed).filter { !$0.isEmpty && !TableWords.isUnitless($0) }
        return !texts.isEmpty && !texts.contains(where: CellText.isNumber)
    }

    /// The fields that neither rows nor columns say.
    var fixed: [ObservationField] {
        [.indicator, .region, .period, .unit].filter { !isAxis($0) }
    }

    /// Whether rows or columns say a field.
    func isAxis(_ field: ObservationField) -> Bool {
        field == rows || field == columns || field == .period && yearColumn != nil
    }

    /// Whether a head is that of a column of remarks, which this table may have.
    func isRemark(_ head: String) -> Bool { columns == .indicator && Self.remark(named: head) != nil }

    /// How many rows stand before the first with figures.
    var rowsBefore: Int { rowsAbove + (hasUnits ? 2 : 1) }

    /// What rows and columns are, for a sentence: `regions × 2019–2023`.
    func words(heads: [String]) -> String {
        let years = heads.sorted()
        guard columns == .period, let first = years.first, let last = years.last else {
            let remarks = ObservationField.allCases.filter { remarkColumns[$0] != nil }.map(\.column)
            return "\(rows.plural)\(yearColumn == nil ? "" : " and years") × \(columns.plural)"
                + (remarks.isEmpty ? "" : ", each row with its \(remarks.joined(separator: " and "))")
        }
        return "\(rows.plural) × \(first == last ? first : "\(first)–\(last)")"
    }
}

extension ObservationField {
    fileprivate var plural: String { self == .period ? "years" : column + "s" }
}
