public import Formats
public import Indicators
public import Record

/// Figures as a workbook: a sheet an indicator in the columns that a backfill reads, and the sources on a sheet of their own.
public struct FigureWorkbook: ~Copyable, FigureWriting {
    private struct Source: Hashable {
        var indicator: String
        var source: String
        var published: String
    }

    private var writer = WorkbookWriter()
    private var indicator: Identifier<Indicator>?
    private var sources: [Source: Int] = [:]
    private var order: [Source] = []

    /// Makes a writer.
    public init() {}

    /// Appends the figures of a series.
    public mutating func append(
        _ figures: [Figure], of indicator: Indicator, _ region: Region?, to bytes: inout [UInt8]
    ) throws(FormatsError) {
        if self.indicator != indicator.id {
            if self.indicator != nil { try writer.endSheet(to: &bytes) }
            self.indicator = indicator.id
            writer.beginSheet(indicator.id.rawValue)
            try writer.append(ObservationField.columns.map { .text($0) }, to: &bytes)
        }
        for figure in figures {
            let observation = figure.observation
            try writer.append(
                [
                    .text(figure.series.indicator.rawValue), .text(figure.series.region.rawValue),
                    .number(Double(observation.period.year)), observation.value.map { .number($0) } ?? .empty,
                    .text(indicator.unit.symbol), .text(observation.status.rawValue), .text(observation.bound.rawValue),
                    .text(figure.source), .text(figure.published.description), figure.note.map { .text($0) } ?? .empty,
                ], to: &bytes)
            let source = Source(
                indicator: indicator.id.rawValue, source: figure.source, published: figure.published.description)
            if sources[source] == nil { order.append(source) }
            sources[source, default: 0] += 1
        }
    }

    /// Appends what ends the form.
    public mutating func finish(to bytes: inout [UInt8]) throws(FormatsError) {
        if indicator != nil { try writer.endSheet(to: &bytes) }
        writer.beginSheet("sources")
        try writer.append(["of", "cited", "published", "figures"].map { .text($0) }, to: &bytes)
        for source in order {
            try writer.append(
                [
                    .text(source.indicator), .text(source.source), .text(source.published),
                    .number(Double(sources[source] ?? 0)),
                ], to: &bytes)
        }
        try writer.endSheet(to: &bytes)
        try writer.finish(to: &bytes)
    }
}
