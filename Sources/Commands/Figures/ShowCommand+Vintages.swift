internal import Evaluation
internal import Formats
internal import Indicators
internal import Record
internal import Reports

extension ShowCommand {
    /// Shows everything that was said of a series; of one that is worked out from others what was said of them.
    func showVintages(of key: SeriesKey, _ record: any RecordView, _ session: Session) throws {
        let snapshot = try session.evaluateAll(record, view, asOfYear: year.asOfYear, neededBy: key.indicator)
        let lines = try VintageLine.lines(
            of: key, in: snapshot, record, asOf: view.asOf(in: session.timeZone), isNewestFirst: !view.json)
        let values = { lines.map { JSONValue($0, in: session.catalog) } }
        guard !view.json else { return try session.console.write(.array(values())) }
        guard !rows.csv else { return try session.console.write(rows: values(), of: .vintage) }
        let wording = session.wording(view)
        let isWorkedOut = lines.contains { if case .workedOut = $0 { true } else { false } }
        var table = Table(
            (isWorkedOut ? [Table.Column(name: "indicator")] : []) + [
                Table.Column(name: "year", isNumber: true), Table.Column(name: "value", isNumber: true),
                Table.Column(name: "change", isNumber: true), Table.Column(name: "unit"),
                Table.Column(name: "status"), Table.Column(name: "bound"), Table.Column(name: "published"),
                Table.Column(name: "in force"), Table.Column(name: "batch", isNumber: true),
                Table.Column(name: "recorded"), Table.Column(name: "repeated by"), Table.Column(name: "source"),
                Table.Column(name: "note"),
            ])
        for line in lines {
            let unit = session.catalog.indicator(line.key.indicator).map { wording.unit($0.unit) } ?? ""
            table.add((isWorkedOut ? [line.key.indicator.rawValue] : []) + line.cells(unit: unit))
        }
        try session.console.write(table.bytes(for: session.console))
    }
}

extension VintageLine {
    /// The cells of the table's row, from the year on.
    fileprivate func cells(unit: String) -> [String] {
        switch self {
        case .said(let vintage, let change):
            let observation = vintage.content.observation(of: vintage.period)
            return [
                vintage.period.description,
                observation?.value?.decimalText ?? (observation == nil ? "retracted" : ""), change.words, unit,
                observation?.status.rawValue ?? "", observation?.bound.rawValue ?? "", vintage.published.description,
                vintage.isInForce ? "yes" : "", String(vintage.batch), vintage.recorded.description,
                vintage.repeatedBy.map(String.init).joined(separator: " "), vintage.source, vintage.note ?? "",
            ]
        case .workedOut(let work):
            let observation = work.observation
            return [
                work.period.description, observation?.value?.decimalText ?? "none", "", unit,
                observation?.status.rawValue ?? "", observation?.bound.rawValue ?? "", "",
                observation == nil ? "" : "yes", "", "", "", work.source, work.reason ?? "",
            ]
        }
    }
}

extension VintageChange {
    /// The change with its sign, and in percent; nothing where there is none.
    fileprivate var words: String {
        guard let difference, difference != 0 else { return "" }
        let sign = difference > 0 ? "+" : ""
        return "\(sign)\(difference.shortText)" + (ratio.map { " (\(sign)\(($0 * 100).shortText) %)" } ?? "")
    }
}
