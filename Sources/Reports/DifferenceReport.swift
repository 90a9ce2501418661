public import Formats
public import Indicators
public import Record

extension JSONValue {
    /// A change between two views of the record: `{"change","indicator","region","period","unit","old","new",…}`.
    ///
    /// - Parameter unit: the indicator's unit; nil if the catalog does not name it.
    public init(_ change: FigureChange, unit: UnitOfMeasure?) {
        var members = [
            Member(key: "change", value: .text(change.kind.rawValue)),
            Member(key: "indicator", value: .text(change.series.indicator.rawValue)),
            Member(key: "region", value: .text(change.series.region.rawValue)),
            Member(key: "period", value: .integer(change.period.year)),
            Member(key: "unit", value: JSONValue(unit?.symbol)),
            Member(key: "old", value: JSONValue(change.old?.observation.value)),
            Member(key: "new", value: JSONValue(change.new?.observation.value)),
        ]
        for (name, figure) in [("old", change.old), ("new", change.new)] {
            members += [
                Member(key: "\(name)_status", value: JSONValue(figure?.observation.status.rawValue)),
                Member(key: "\(name)_bound", value: JSONValue(figure?.observation.bound.rawValue)),
                Member(key: "\(name)_source", value: JSONValue(figure?.source)),
                Member(key: "\(name)_source_date", value: JSONValue(figure?.published.description)),
                Member(key: "\(name)_batch", value: JSONValue(figure?.batch)),
            ]
        }
        self = .object(members)
    }
}

/// Writes changes between two views of the record as CSV: columns and keys of JSON are the same.
public struct DifferenceCSV: Sendable {
    private var writer = CSVWriter()

    /// Makes a writer.
    public init() {}

    /// Appends the header.
    public mutating func appendHeader(to bytes: inout [UInt8]) {
        let ofFigure = ["status", "bound", "source", "source_date", "batch"]
        writer.append(
            row: ["change", "indicator", "region", "period", "unit", "old", "new"]
                + ["old", "new"].flatMap { name in ofFigure.map { "\(name)_\($0)" } }, to: &bytes)
    }

    /// Appends a row.
    public mutating func append(_ change: FigureChange, unit: UnitOfMeasure?, to bytes: inout [UInt8]) {
        for text in [
            change.kind.rawValue, change.series.indicator.rawValue, change.series.region.rawValue,
            change.period.description, unit?.symbol ?? "",
        ] { writer.append(text, to: &bytes) }
        for figure in [change.old, change.new] { append(figure?.observation.value, to: &bytes) }
        for figure in [change.old, change.new] {
            for text in [
                figure?.observation.status.rawValue, figure?.observation.bound.rawValue, figure?.source,
                figure?.published.description, figure.map { String($0.batch) },
            ] { writer.append(text ?? "", to: &bytes) }
        }
        writer.endRow(in: &bytes)
    }

    private mutating func append(_ value: Double?, to bytes: inout [UInt8]) {
        if let value { writer.append(value, to: &bytes) } else { writer.append("", to: &bytes) }
    }
}
