public import Indicators

/// What of a record may be other than it was in an earlier state.
public enum RecordChanges: Hashable, Sendable {
    /// What is in force of each series that may be another, ascending by key; one without observations is gone. Any other
    /// series is the same.
    case only([Series])
    /// The token is of no earlier state of this record, which was restored or replaced: read everything again.
    case everything
}
