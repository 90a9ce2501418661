internal import Formats
public import Indicators

/// Writes figures as OpenMetrics with a time each, in a form from which Prometheus makes blocks of history.
///
/// A year's figure stands at 31 December, 12:00 UTC, which is that year in China too.
public struct HistoryWriter: Sendable {
    private var writer = MetricWriter(format: .openMetrics)

    /// A writer at the start of the one family.
    public init() {
        writer.begin(HistoryFamily.value)
    }

    /// Appends the observations of a series that have a value, ascending by year.
    public mutating func append(
        _ observations: some Sequence<Observation>, of key: SeriesKey, unit: UnitOfMeasure, to bytes: inout [UInt8]
    ) {
        let labels: LabelSet = [
            "indicator": key.indicator.rawValue, "region": key.region.rawValue, "unit": unit.symbol,
        ]
        for observation in observations {
            guard let value = observation.existingValue, let seconds = observation.period.historySeconds
            else { continue }
            writer.sample(value, at: seconds, labels: labels)
        }
        bytes += writer.take()
    }

    /// Appends the format's end.
    public consuming func finish(to bytes: inout [UInt8]) { bytes += writer.finish() }
}
