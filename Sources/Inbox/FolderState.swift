public import Indicators
public import Reports

/// How many files a folder holds, and since when the oldest waits.
public struct FolderState: Hashable, Sendable {
    /// How many are in each state.
    public internal(set) var counts: [InboxEntry.State: Int] = [:]
    /// How many recorded ones are kept.
    public internal(set) var done = 0
    /// Since when the oldest waits that is not taken; nil: none waits.
    public internal(set) var oldest: Timestamp?
    /// Why nothing is taken now; nil: nothing stands in the way.
    public internal(set) var trouble: String?
}

/// Something that is to be told of an inbox.
public struct InboxNotice: Hashable, Sendable {
    /// The inbox's name.
    public let inbox: String
    /// What happened, in words.
    public let words: String
    /// Whether somebody should look.
    public let isBad: Bool
    /// Whether it is that a batch was recorded.
    public var isOfBatch = false
}
