internal import Formats
internal import Indicators

/// Reads `targets.csv`, against a catalog of regions and indicators or without one.
struct TargetsReader {
    private(set) var faults: FileFaults
    /// The rows without a fault, in the file's order.
    private(set) var rows: [Target] = []
    private(set) var names: TargetNames
    private var histories: [String: History] = [:]

    /// What the earlier rows of a target say.
    private struct History {
        var line: Int
        var indicator: Identifier<Indicator>?
        var region: Identifier<Region>?
        var dates: [CalendarDate?: Int] = [:]
    }

    init(file: String, names: TargetNames) {
        self.faults = FileFaults(file: file)
        self.names = names
    }

    /// Reads the file.
    mutating func read(from files: any FileReading) {
        if let bytes = faults.bytes(from: files) { read(bytes) }
    }

    /// Reads the file's bytes.
    mutating func read(_ bytes: [UInt8]) {
        let columns = names.columns
        guard
            let table = CSVTable(bytes, required: columns.required, optional: columns.optional, faults: &faults)
        else { return }
        for row in table.rows {
            let before = faults.count
            let target = target(row, of: table)
            if let target, faults.count == before { rows.append(target) }
        }
    }

    private mutating func target(_ row: CSVRow, of table: CSVTable) -> Target? {
        let id = names.id(table.cell(row, "id"), faults: &faults)
        let indicator = names.indicator(
            table.cell(row, "indicator"), unit: table.cell(row, "unit"), kind: table.cell(row, "kind"), faults: &faults)
        let region = names.region(table.cell(row, "region"), faults: &faults)
        var draft = TargetDraft(row: row, table: table, isStandingAlone: names.isAny)
        let terms = draft.terms(indicator: indicator, region: region, names: names, faults: &faults)
        let attribute = names.attribute(table.cell(row, "attribute"), faults: &faults)
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
            id: Identifier(id), series: SeriesKey(indicator: indicator.id, region: region), terms: terms,
            attribute: attribute, source: source.isEmpty ? nil : source, sourceDate: date,
            note: note.isEmpty ? nil : note)
    }

    /// Compares a row with the earlier ones of its id. They must have one indicator and region, and differ in date.
    private mutating func compare(
        _ row: CSVRow, of table: CSVTable, id: String, indicator: Indicator?, region: Identifier<Region>?,
        date: CalendarDate??
    ) {
        var history = histories[id] ?? History(line: row.position.line)
        if let indicator, let first = history.indicator, first != indicator.id {
            addDisagreement(table.cell(row, "indicator"), id: id, first: first.rawValue, line: history.line)
        }
        if let region, let first = history.region, first != region {
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
        history.region = history.region ?? region
        histories[id] = history
    }

    private mutating func addDisagreement(_ cell: CSVCell, id: String, first: String, line: Int) {
        faults.add(
            .rowsDisagree, at: cell.position,
            "target \"\(id)\" is of \(cell.column) \(cell.text.quoted) here and of \(first) in line \(line)",
            value: cell.text, expected: "expected one \(cell.column) in all rows of a target")
    }
}
