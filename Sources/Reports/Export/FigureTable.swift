public import Formats
public import Indicators
public import Record

/// The figures of one indicator as a table, regions × years, as a statistician pastes it.
///
/// A sign before a number is its bound, a letter in brackets behind it its status; `…` says that there is no figure. Sources, dates
/// and notes have no place in it.
public struct FigureTable: FigureWriting {
    private var rows: [(name: String, figures: [Figure])] = []
    private var indicator: Indicator?
    private let wording: Wording

    /// Makes a writer that words names in a language.
    public init(wording: Wording = Wording()) { self.wording = wording }

    /// Appends the figures of a series.
    public mutating func append(
        _ figures: [Figure], of indicator: Indicator, _ region: Region?, to bytes: inout [UInt8]
    ) throws(FormatsError) {
        self.indicator = indicator
        guard let key = figures.first?.series.region else { return }
        rows.append((region.map { wording.text($0.name) } ?? key.rawValue, figures))
    }

    /// Appends what ends the form.
    public mutating func finish(to bytes: inout [UInt8]) throws(FormatsError) {
        guard let indicator else { return }
        var writer = CSVWriter()
        writer.append(row: [wording.text(indicator.title)], to: &bytes)
        writer.append(row: ["Indicator: \(indicator.id) (\(indicator.unit))"], to: &bytes)
        let years = Set(rows.flatMap { $0.figures.map(\.observation.period.year) }).sorted()
        writer.append(row: ["Region"] + years.map { "\($0)" }, to: &bytes)
        for row in rows {
            let texts = Dictionary(
                row.figures.map { ($0.observation.period.year, $0.observation.cellText) }, uniquingKeysWith: { $1 })
            writer.append(row: [row.name] + years.map { texts[$0] ?? "" }, to: &bytes)
        }
    }
}

extension Observation {
    /// The observation as a cell of a table.
    fileprivate var cellText: String {
        guard let value else { return status == .missing ? "…" : "(\(status.rawValue))" }
        let sign =
            switch bound {
            case .equal: ""
            case .atLeast: "≥"
            case .over: ">"
            case .atMost: "≤"
            case .under: "<"
            case .approximate: "≈"
            }
        return sign + value.decimalText + (status == .normal ? "" : " (\(status.rawValue))")
    }
}
