internal import Indicators
internal import Statistics

/// What one thread keeps from one series to the next; none of it changes a result.
struct EvaluationTools: Sendable {
    /// The distributions of S that series needed so far.
    var distributions = MannKendallDistributions()
    /// When the figures of series were recorded.
    var times = SharedTimestamps()
}
