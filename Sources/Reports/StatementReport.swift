public import Formats
public import Indicators
public import Record

extension JSONValue {
    /// A statement that stands, by the columns of the export. A retraction has null as value, status and bound.
    ///
    /// - Parameter unit: the indicator's unit; nil if the catalog does not name it.
    public init(_ statement: StandingStatement, unit: UnitOfMeasure?) {
        let observation = statement.content.observation(of: statement.period)
        self = [
            "indicator": .text(statement.series.indicator.rawValue),
            "region": .text(statement.series.region.rawValue), "period": .integer(statement.period.year),
            "value": JSONValue(observation?.value), "unit": JSONValue(unit?.symbol),
            "status": JSONValue(observation?.status.rawValue), "bound": JSONValue(observation?.bound.rawValue),
            "source": .text(statement.source), "source_date": .text(statement.published.description),
            "note": JSONValue(statement.note), "retraction": .boolean(observation == nil),
            "repeat": .boolean(statement.isRepeat), "in_force": .boolean(statement.isInForce),
            "batch": .integer(statement.batch), "recorded": .text(statement.recorded.description),
        ]
    }
}

/// Writes statements as CSV: the columns of the export, then those that differ between statements of one key.
public struct StatementCSV: Sendable {
    private var writer = CSVWriter()

    /// Makes a writer.
    public init() {}

    /// Appends the header.
    public mutating func appendHeader(to bytes: inout [UInt8]) {
        writer.append(
            row: FigureCSV.columns + ["retraction", "repeat", "in_force", "batch", "recorded"], to: &bytes)
    }

    /// Appends a row.
    public mutating func append(_ statement: StandingStatement, unit: UnitOfMeasure, to bytes: inout [UInt8]) {
        let observation = statement.content.observation(of: statement.period)
        writer.append(statement.series.indicator.rawValue, to: &bytes)
        writer.append(statement.series.region.rawValue, to: &bytes)
        writer.append(statement.period.description, to: &bytes)
        if let value = observation?.value { writer.append(value, to: &bytes) } else { writer.append("", to: &bytes) }
        for text in [
            unit.symbol, observation?.status.rawValue ?? "", observation?.bound.rawValue ?? "", statement.source,
            statement.published.description, statement.note ?? "", String(observation == nil),
            String(statement.isRepeat), String(statement.isInForce), String(statement.batch),
            statement.recorded.description,
        ] { writer.append(text, to: &bytes) }
        writer.endRow(in: &bytes)
    }
}
