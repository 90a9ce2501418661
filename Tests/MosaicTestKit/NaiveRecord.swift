internal import Foundation
public import Indicators
public import Record
import Synchronization

/// A record that keeps every statement in an array and answers by brute force, rule by rule as docs/record.md has them.
///
/// It shares no code with a compact record: where both agree, both are right, or docs/record.md is unclear.
/// A view of it is a copy of all of it.
public final class NaiveRecord: RecordStore {
    struct Said: Hashable {
        let key: StatementKey
        let published: CalendarDate
        let content: StatementContent
        let source: String
        let note: String?
        let batch: Int
    }

    struct Entry {
        let kind: Batch.Kind
        let recorded: Timestamp
        let recordedBy: String
        let counts: BatchCounts

        var voids: Int? { if case .undo(let target) = kind { target } else { nil } }
    }

    /// Everything that was ever said, in recorded order, and every batch.
    struct State {
        let id: UUID
        var said: [Said] = []
        var entries: [Entry] = []
        var units: [Identifier<Indicator>: String] = [:]
    }

    /// Where the record is said to be.
    public let place: String
    let clock: @Sendable () -> Timestamp
    let contents = Mutex(State(id: UUID()))
    /// What every call fails with, as if the engine were gone; nil: none does.
    let failure = Mutex<RecordFailure?>(nil)
    private let viewFailure = Mutex<RecordFailure?>(nil)
    private let role = Mutex<ServerRole?>(nil)

    /// Where its backups go; nil: it has none.
    let shelf: NaiveShelf?

    /// Makes an empty record.
    /// - Parameter clock: tells when a batch is recorded.
    public convenience init(place: String = "naive", clock: @escaping @Sendable () -> Timestamp = TestClock.read) {
        self.init(place: place, clock: clock, shelf: nil)
    }

    init(place: String, clock: @escaping @Sendable () -> Timestamp = TestClock.read, shelf: NaiveShelf?) {
        self.place = place
        self.clock = clock
        self.shelf = shelf
    }

    /// What the record holds now.
    public func view() throws(RecordFailure) -> any RecordView {
        try requireReachable()
        if let failure = viewFailure.withLock({ $0 }) { throw failure }
        return NaiveView(state: contents.withLock { $0 })
    }

    /// Which state the record is in now.
    public func state() throws(RecordFailure) -> StateToken {
        try requireReachable()
        return contents.withLock { $0.token }
    }

    /// What its server is among others.
    public func serverRole() throws(RecordFailure) -> ServerRole? {
        try requireReachable()
        return role.withLock { $0 }
    }

    /// Lets it be on a server.
    public func serve(as role: ServerRole?) { self.role.withLock { $0 = role } }

    /// Lets every call fail from now on, or no more.
    public func fail(with failure: RecordFailure?) { self.failure.withLock { $0 = failure } }

    /// Lets nobody look at what it holds from now on, though it tells its state; or no more.
    public func failReading(with failure: RecordFailure?) { viewFailure.withLock { $0 = failure } }

    /// Puts what another record holds in the place of what this one does, as a restore from outside would.
    public func replace(by other: NaiveRecord) {
        let state = other.contents.withLock { $0 }
        contents.withLock { $0 = state }
    }

    func requireReachable() throws(RecordFailure) {
        if let failure = failure.withLock({ $0 }) { throw failure }
    }
}

extension NaiveRecord.State {
    var token: StateToken { token(after: entries.count) }

    func token(after batch: Int) -> StateToken {
        guard batch > 0 else { return StateToken(record: id, batch: 0, recorded: nil, sha256: nil) }
        let entry = entries[batch - 1]
        return StateToken(
            record: id, batch: batch, recorded: entry.recorded, sha256: entry.kind.input?.sha256)
    }

    /// A batch stands unless a later batch that stands voids it; batches after `last` are not there.
    func stands(_ batch: Int, upTo last: Int) -> Bool { newestVoid(of: batch, upTo: last) == nil }

    func newestVoid(of batch: Int, upTo last: Int) -> Int? {
        guard batch < last else { return nil }
        return (batch + 1...last).last { entries[$0 - 1].voids == batch && stands($0, upTo: last) }
    }

    /// The last batch of a view.
    func last(_ recorded: AsOf.Recorded?) throws(RecordFailure) -> Int {
        switch recorded {
        case nil: return entries.count
        case .batch(let batch):
            guard batch >= 1, batch <= entries.count else { throw .noSuchBatch(batch) }
            return batch
        case .time(let time): return (entries.lastIndex { $0.recorded <= time } ?? -1) + 1
        }
    }

    /// The statements that stand in a view, in recorded order.
    func visible(_ asOf: AsOf) throws(RecordFailure) -> [NaiveRecord.Said] {
        let last = try last(asOf.recorded)
        // What `stands` says of each, from the last one back: whoever voids a batch comes later.
        var standing = Set(1..<last + 1)
        for batch in (1..<last + 1).reversed() where standing.contains(batch) {
            if let voided = entries[batch - 1].voids { standing.remove(voided) }
        }
        return said.filter { statement in
            standing.contains(statement.batch) && asOf.publishedBy.map { statement.published <= $0 } ?? true
        }
    }

    /// The statement in force of each key, ascending by key, retractions too.
    func inForce(_ selection: SeriesSelection, _ asOf: AsOf) throws(RecordFailure) -> [NaiveRecord.Said] {
        Self.inForce(try visible(asOf).filter { selection.includes($0.key.series) })
    }

    /// Of each key the newest published, of those the last recorded.
    static func inForce(_ visible: [NaiveRecord.Said]) -> [NaiveRecord.Said] {
        var chosen: [StatementKey: NaiveRecord.Said] = [:]
        for said in visible {
            if let rival = chosen[said.key], rival.published > said.published { continue }
            chosen[said.key] = said
        }
        return chosen.values.sorted { $0.key < $1.key }
    }
}

extension Batch.Kind {
    var input: BatchInput? {
        switch self {
        case .backfill(let input), .retraction(let input): input
        case .undo: nil
        }
    }
}
