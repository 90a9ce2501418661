public import Formats
public import Indicators
public import Record

extension JSONValue {
    /// A statement that stands, by the columns of the export. A retraction has null as value, status and bound.
    ///
    /// - Parameter unit: the indicator's unit; nil if the catalog does not name it.
    public init(_ statement: StandingStatement, unit: UnitOfMeasure?) {
        self = .object(
            ReportedObservation(statement, unit: unit).members + [
                Member(key: "retraction", value: .boolean(statement.content == .retraction)),
                Member(key: "repeat", value: .boolean(statement.isRepeat)),
                Member(key: "in_force", value: .boolean(statement.isInForce)),
                Member(key: "batch", value: .integer(statement.batch)),
                Member(key: "recorded", value: .text(statement.recorded.description)),
            ])
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
            row: ObservationField.columns + ["retraction", "repeat", "in_force", "batch", "recorded"], to: &bytes)
    }

    /// Appends a row.
    public mutating func append(_ statement: StandingStatement, unit: UnitOfMeasure, to bytes: inout [UInt8]) {
        ReportedObservation(statement, unit: unit).append(by: &writer, to: &bytes)
        for text in [
            String(statement.content == .retraction), String(statement.isRepeat), String(statement.isInForce),
            String(statement.batch), statement.recorded.description,
        ] { writer.append(text, to: &bytes) }
        writer.endRow(in: &bytes)
    }
}
