public import Formats
public import Indicators
public import Record

/// Figures as SDMX-CSV 2.0, an observation a row, by the structure of ``SDMXStructure``.
public struct FigureSDMX: FigureWriting {
    private var writer = CSVWriter()
    private var isBegun = false

    /// Makes a writer.
    public init() {}

    /// Appends the figures of a series.
    public mutating func append(
        _ figures: [Figure], of indicator: Indicator, _ region: Region?, to bytes: inout [UInt8]
    ) throws(FormatsError) {
        begin(in: &bytes)
        for figure in figures {
            let observation = figure.observation
            for text in [
                "dataflow", SDMXStructure.dataflow, "I", "A", figure.series.indicator.rawValue,
                figure.series.region.rawValue, observation.period.description,
            ] { writer.append(text, to: &bytes) }
            if let value = observation.value { writer.append(value, to: &bytes) } else { writer.append("", to: &bytes) }
            for text in [
                indicator.unit.symbol, observation.status.rawValue, observation.bound.rawValue, figure.source,
                figure.published.description, figure.note ?? "",
            ] { writer.append(text, to: &bytes) }
            writer.endRow(in: &bytes)
        }
    }

    /// Appends what ends the form.
    public mutating func finish(to bytes: inout [UInt8]) throws(FormatsError) { begin(in: &bytes) }

    private mutating func begin(in bytes: inout [UInt8]) {
        guard !isBegun else { return }
        isBegun = true
        writer.append(row: ["STRUCTURE", "STRUCTURE_ID", "ACTION"] + SDMXStructure.components.map(\.id), to: &bytes)
    }
}
