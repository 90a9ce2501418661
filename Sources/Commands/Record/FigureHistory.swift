internal import Exposition
internal import Formats
internal import Indicators
internal import Record
internal import Reports

/// Figures as OpenMetrics, each at the end of its year.
struct FigureHistory: FigureWriting {
    private var writer = HistoryWriter()

    mutating func append(
        _ figures: [Figure], of indicator: Indicator, _ region: Region?, to bytes: inout [UInt8]
    ) throws(FormatsError) {
        guard let key = figures.first?.series else { return }
        writer.append(figures.lazy.map(\.observation), of: key, unit: indicator.unit, to: &bytes)
    }

    mutating func finish(to bytes: inout [UInt8]) throws(FormatsError) { writer.finish(to: &bytes) }
}
