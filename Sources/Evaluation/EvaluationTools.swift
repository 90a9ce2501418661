internal import Indicators
internal import Statistics

/// What one thread keeps from one series to the next; none of it changes a result.
struct EvaluationTools: Sendable {
    /// The distributions of S that series needed so far.
    var distributions = MannKendallDistributions()
    private var times: [Timestamp] = []

    /// The times of a series in the storage of the last one's, where they are the same: a batch is about many series, and
    /// their times are a third of what a record takes in memory.
    mutating func shared(_ recorded: [Timestamp]) -> [Timestamp] {
        if times != recorded { times = recorded }
        return times
    }
}
