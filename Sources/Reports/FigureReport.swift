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
        let values: KeyValuePairs<String, JSONValue> = [
            "indicator": .text(figure.series.indicator.rawValue), "region": .text(figure.series.region.rawValue),
            "period": .integer(figure.observation.period.year), "value": JSONValue(figure.observation.value),
            "unit": JSONValue(unit?.symbol), "status": .text(figure.observation.status.rawValue),
            "bound": .text(figure.observation.bound.rawValue), "source": .text(figure.source),
            "source_date": .text(figure.published.description), "note": JSONValue(figure.note),
            "batch": .integer(figure.batch), "recorded": .text(figure.recorded.description),
        ]
        return values.map { Member(key: $0, value: $1) }
    }
}

/// Writes figures as long CSV: the columns that a backfill reads.
public struct FigureCSV: Sendable {
    /// The columns.
    public static let columns = [
        "indicator", "region", "period", "value", "unit", "status", "bound", "source", "source_date", "note",
    ]

    private var writer = CSVWriter()

    /// Makes a writer.
    public init() {}

    /// Appends the header.
    public mutating func appendHeader(to bytes: inout [UInt8]) {
        writer.append(row: Self.columns, to: &bytes)
    }

    /// Appends a row.
    ///
    /// - Parameter unit: the indicator's unit, in which the value is.
    public mutating func append(_ figure: Figure, unit: UnitOfMeasure, to bytes: inout [UInt8]) {
        writer.append(figure.series.indicator.rawValue, to: &bytes)
        writer.append(figure.series.region.rawValue, to: &bytes)
        writer.append(figure.observation.period.description, to: &bytes)
        if let value = figure.observation.value {
            writer.append(value, to: &bytes)
        } else {
            writer.append("", to: &bytes)
        }
        writer.append(unit.symbol, to: &bytes)
        writer.append(figure.observation.status.rawValue, to: &bytes)
        writer.append(figure.observation.bound.rawValue, to: &bytes)
        writer.append(figure.source, to: &bytes)
        writer.append(figure.published.description, to: &bytes)
        writer.append(figure.note ?? "", to: &bytes)
        writer.endRow(in: &bytes)
    }
}
