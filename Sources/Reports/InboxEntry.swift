public import Formats
public import Indicators

/// A file in an inbox that is not recorded: what it is in, and why.
public struct InboxEntry: Hashable, Sendable {
    /// How far a file has come.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// It is whole, and recorded as soon as its turn comes.
        case waiting
        /// Somebody still writes it, or may.
        case writing
        /// It is nothing that is taken, and stays where it is.
        case ignored
        /// It was not recorded; its report is beside it.
        case failed
    }

    /// The inbox's name.
    public let inbox: String
    /// The file's name; what can't be shown of it stands as `\xNN`.
    public let file: String
    /// How far it has come.
    public let state: State
    /// Since when: it came or was last written; of one that failed, when it failed.
    public let since: Timestamp
    /// Its size.
    public let bytes: Int
    /// Why it is not recorded; nil: there is no more to say.
    public let why: String?

    /// An entry of its parts.
    public init(inbox: String, file: String, state: State, since: Timestamp, bytes: Int, why: String?) {
        (self.inbox, self.file, self.state) = (inbox, file, state)
        (self.since, self.bytes, self.why) = (since, bytes, why)
    }
}

extension JSONValue {
    /// A file in an inbox: `{"inbox","file","state","since","bytes","why"}`.
    public init(_ entry: InboxEntry) {
        self = [
            "inbox": .text(entry.inbox), "file": .text(entry.file), "state": .text(entry.state.rawValue),
            "since": .text(entry.since.description), "bytes": .integer(entry.bytes), "why": JSONValue(entry.why),
        ]
    }
}
