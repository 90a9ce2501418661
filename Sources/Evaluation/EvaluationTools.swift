internal import Indicators
internal import Statistics

/// What one thread keeps from one series to the next to save work. It changes no result.
struct EvaluationTools: Sendable {
    /// The distributions of S that series needed so far.
    var distributions = MannKendallDistributions()
    /// Lists of recorded times, which series share.
    var times = SharedTimestamps()
}
