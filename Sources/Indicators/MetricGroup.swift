/// A group of metric families that is served or left out as a whole.
public enum MetricGroup: String, Hashable, Sendable, CaseIterable {
    /// The newest figures of each series.
    case indicator
    /// Their trends.
    case trend
    /// Target gaps.
    case target
    /// Forecasts of every series. Without this group only series with a target have forecasts.
    case forecast
    /// How the regions of each indicator differ.
    case spread
}
