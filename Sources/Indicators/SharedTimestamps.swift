/// Lists of times. A list that equals the last one shares its storage. A batch is about many series, and without sharing
/// their times are a third of what a record takes in memory.
public struct SharedTimestamps: Sendable {
    private var last: [Timestamp] = []

    /// Has seen no list yet.
    public init() {}

    /// The same times, in the storage of the last ones if these are equal.
    public mutating func shared(_ times: [Timestamp]) -> [Timestamp] {
        if last != times { last = times }
        return last
    }
}
