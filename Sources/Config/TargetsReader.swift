internal import Formats
internal import Indicators

/// Reads `targets.csv` against a catalog of regions and indicators.
struct TargetsReader {
    static let requiredColumns = ["id", "indicator", "region", "kind", "target_period", "unit"]
    static let optionalColumns = [
        "base_period", "base_value", "target_value", "lower", "upper", "path", "sense", "attribute", "source",
        "source_date", "note",
    ]

    private(set) var faults: FileFaults
    /// The rows without a fault, in the file's order.
    private(set) var rows: [Target] = []
    private let catalog: Catalog
    private let gaps: CatalogGaps
    private var histories: [String: History] = [:]

    /// What the earlier rows of a target say.
    private struct History {
        var line: Int
        var indicator: Identifier<Indicator>?
        var region: Identifier<Region>?
        var dates: [CalendarDate?: Int] = [:]
    }

    init(file: String, catalog: Catalog, gaps: CatalogGaps = CatalogGaps()) {
        self.faults = FileFaults(file: file)
        self.catalog = catalog
        self.gaps = gaps
    }

    /// Reads the file.
    mutating func read(from files: any FileReading) {
        guard let bytes = faults.bytes(from: files),
            let table = CSVTable(
                bytes, required: Self.requiredColumns, optional: Self.optionalColumns, faults: &faults)
        else { return }
        for row in table.rows {
            let before = faults.count
            let target = target(row, of: table)
            if let target, faults.count == before { rows.append(target) }
        }
    }

    private mutating func target(_ row: CSVRow, of table: CSVTable) -> Target? {
        let id = faults.label(table.cell(row, "id"))
        let indicator = self.indicator(table.cell(row, "indicator"))
        let region = self.region(table.cell(row, "region"))
        var draft = TargetDraft(row: row, table: table)
        let terms = draft.terms(indicator: indicator, faults: &faults)
        let attribute = faults.optionalLabel(table.cell(row, "attribute"))
        let source = table.cell(row, "source").text
        let note = table.cell(row, "note").text
        let dateCell = table.cell(row, "source_date")
        let date = faults.date(dateCell)
        if let id {
            let known = date != nil || dateCell.isEmpty
            compare(row, of: table, id: id, indicator: indicator, region: region, date: known ? .some(date) : nil)
        }
        guard let id, let indicator, let region, let terms else { return nil }
        return Target(
            id: Identifier(id), series: SeriesKey(indicator: indicator.id, region: region.id), terms: terms,
            attribute: attribute, source: source.isEmpty ? nil : source, sourceDate: date,
            note: note.isEmpty ? nil : note)
    }

    private mutating func indicator(_ cell: CSVCell) -> Indicator? {
        guard let text = faults.required(cell, expected: "expected an indicator of the catalog") else { return nil }
        if let indicator = catalog.indicator(Identifier(text)) { return indicator }
        guard gaps.hasAllIndicators, !gaps.faultyIndicators.contains(text) else { return nil }
        let known = catalog.indicators.map(\.id.rawValue) + gaps.faultyIndicators.sorted()
        faults.add(
            .unknownIndicator, at: cell.position, "unknown indicator \(text.quoted)", value: text,
            expected: NearestName.question(for: text, among: known) ?? "expected an indicator of the catalog")
        return nil
    }

    private mutating func region(_ cell: CSVCell) -> Region? {
        let expected = "expected a region's id, GB/T 2260 code or name"
        guard let text = faults.required(cell, expected: expected) else { return nil }
        if let region = catalog.region(named: text) { return region }
        guard gaps.hasAllRegions, !gaps.faultyRegions.contains(Catalog.folded(text)) else { return nil }
        faults.add(
            .unknownRegion, at: cell.position, "unknown region \(text.quoted)", value: text,
            expected: catalog.regionQuestion(for: text) ?? expected)
        return nil
    }

    /// Holds a row against the earlier ones of its id: they agree in indicator and region, and differ in date.
    private mutating func compare(
        _ row: CSVRow, of table: CSVTable, id: String, indicator: Indicator?, region: Region?, date: CalendarDate??
    ) {
        var history = histories[id] ?? History(line: row.position.line)
        if let indicator, let first = history.indicator, first != indicator.id {
            addDisagreement(table.cell(row, "indicator"), id: id, first: first.rawValue, line: history.line)
        }
        if let region, let first = history.region, first != region.id {
            addDisagreement(table.cell(row, "region"), id: id, first: first.rawValue, line: history.line)
        }
        if let date {
            if let line = history.dates[date] {
                let words = date.map { "source_date \($0)" } ?? "no source_date"
                faults.add(
                    .duplicateDate, at: table.cell(row, date == nil ? "id" : "source_date").position,
                    "a second row of target \"\(id)\" with \(words), beside line \(line)", value: date?.description,
                    expected: "expected a date of its own")
            } else {
                history.dates[date] = row.position.line
            }
        }
        history.indicator = history.indicator ?? indicator?.id
        history.region = history.region ?? region?.id
        histories[id] = history
    }

    private mutating func addDisagreement(_ cell: CSVCell, id: String, first: String, line: Int) {
        faults.add(
            .rowsDisagree, at: cell.position,
            "target \"\(id)\" is of \(cell.column) \(cell.text.quoted) here and of \(first) in line \(line)",
            value: cell.text, expected: "expected one \(cell.column) in all rows of a target")
    }
}

/// What of the catalog could not be read, so that a name which it lacks may be right.
struct CatalogGaps {
    /// Whether the regions' file could be read.
    var hasAllRegions = true
    /// The folded names in its rows with a fault.
    var faultyRegions: Set<String> = []
    /// Whether the indicators' file could be read.
    var hasAllIndicators = true
    /// The ids with a fault.
    var faultyIndicators: Set<String> = []
}
