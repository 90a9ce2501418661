/// What the server that was asked is among those that have a record.
public enum ServerRole: Hashable, Sendable {
    /// The one that is written, with the others that follow it.
    case primary(Replicas)
    /// One that follows, and can't be written; its newest state is at most so many seconds old.
    case standby(secondsBehind: Double)
}

/// The servers that follow the one that is written.
public struct Replicas: Hashable, Sendable {
    /// How far a commit waits for a server that follows, in PostgreSQL's words.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// It waits for this one.
        case sync
        /// It waits for some of a group, of which this is one.
        case quorum
        /// It will wait for this one once another is gone.
        case potential
        /// It does not wait.
        case async
        /// The record's user may not see it.
        case hidden
    }

    /// How many servers are in a state.
    public let counts: [State: Int]
    /// Why a batch that is recorded may be lost with the one server; nil: a commit waits for another one's disk.
    public let risk: String?

    /// How many servers are in each state, 0 too, by the states' words.
    public var named: [(state: String, count: Int)] { State.allCases.map { ($0.rawValue, counts[$0] ?? 0) } }

    /// Makes what is known of the servers that follow.
    public init(counts: [State: Int], risk: String?) { (self.counts, self.risk) = (counts, risk) }
}
