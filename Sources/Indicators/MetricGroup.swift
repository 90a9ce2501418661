/// A group of metric families that is served or left out as a whole.
public enum MetricGroup: String, Hashable, Sendable, CaseIterable {
    /// The newest figures of each series.
    case indicator
    /// Their trends.
    case trend
    /// Target gaps.
    case target
    /// Forecasts of every series; without it those of series that a target asks about alone are served.
    case forecast
}
