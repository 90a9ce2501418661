public import Indicators

/// What of the record is looked at: what had been recorded, and what had been published, by then.
public struct AsOf: Hashable, Sendable {
    /// A point in the record's own time.
    public enum Recorded: Hashable, Sendable {
        /// Just after the batch of a number; one that is not there is ``RecordFailure/noSuchBatch(_:)``.
        case batch(Int)
        /// Just after the last batch recorded at or before an instant.
        case time(Timestamp)
    }

    /// Only what had been recorded by then, voids too; nil: everything.
    public var recorded: Recorded?
    /// Only statements published on or before this day; nil: all.
    public var publishedBy: CalendarDate?

    /// Makes a view; without arguments the current record.
    public init(recorded: Recorded? = nil, publishedBy: CalendarDate? = nil) {
        self.recorded = recorded
        self.publishedBy = publishedBy
    }

    /// The current record.
    public static let now = AsOf()
}
