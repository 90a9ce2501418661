public import Indicators

/// The series of a record that may be others than they were after a batch.
public struct RecordChanges: Hashable, Sendable {
    /// The newest batch that is taken account of; 0: there is none.
    public var newest: Int
    /// What is in force of each series now, ascending by key; one without observations is gone. Any other series is the same.
    public var series: [Series]

    /// Makes changes of their parts.
    public init(newest: Int, series: [Series]) {
        self.newest = newest
        self.series = series
    }
}
