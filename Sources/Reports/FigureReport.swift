public import Formats
public import Indicators
public import Record

extension JSONValue {
    /// A figure in force, by the columns of the export, with the batch that said it last.
    ///
    /// - Parameter unit: the indicator's unit; nil if the catalog does not name it.
    public init(_ figure: Figure, unit: UnitOfMeasure?) {
        self = .object(Self.members(of: figure, unit: unit))
    }

    static func members(of figure: Figure, unit: UnitOfMeasure?) -> [Member] {
        ReportedObservation(figure, unit: unit).members + [
            Member(key: "batch", value: .integer(figure.batch)),
            Member(key: "recorded", value: .text(figure.recorded.description)),
        ]
    }
}

/// Writes figures as long CSV: the columns that a backfill reads.
public struct FigureCSV: Sendable {
    private var writer = CSVWriter()

    /// Makes a writer.
    public init() {}

    /// Appends the header.
    public mutating func appendHeader(to bytes: inout [UInt8]) {
        writer.append(row: ObservationField.columns, to: &bytes)
    }

    /// Appends a row.
    ///
    /// - Parameter unit: the indicator's unit, in which the value is.
    public mutating func append(_ figure: Figure, unit: UnitOfMeasure, to bytes: inout [UInt8]) {
        ReportedObservation(figure, unit: unit).append(by: &writer, to: &bytes)
        writer.endRow(in: &bytes)
    }
}
