public import Indicators

/// How many files the service's inboxes hold, and since when the oldest waits.
public struct InboxCounts: Hashable, Sendable {
    /// How many files are in a state.
    public struct Count: Hashable, Sendable {
        let state: String
        let files: Int
    }

    /// By state.
    public let files: [Count]
    /// Since when the oldest waits that is not taken; nil: none waits.
    public let oldestWaiting: Timestamp?

    /// The counts of inboxes that were not looked at yet.
    public init() { (files, oldestWaiting) = ([], nil) }

    /// Counts by state.
    public init(files: [(state: String, count: Int)], oldestWaiting: Timestamp?) {
        self.files = files.map { Count(state: $0.state, files: $0.count) }
        self.oldestWaiting = oldestWaiting
    }
}
