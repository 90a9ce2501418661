public import Indicators

/// The batches of a record up to one, and which of them stand by then.
public struct BatchLog: Sendable {
    /// How many batches there are.
    public let count: Int
    /// Which of them stand.
    public let standing: Standing
    /// What the record noted with the newest batch of all when the log was read.
    public let newest: LedgerEntry
    /// The undos among them, ascending.
    private let undos: [(id: Int, target: Int)]

    /// Makes the log of all batches.
    /// - Parameter undos: each undo and what it voids, ascending.
    /// - Throws: ``KeptDamage`` where they can't be, or do not fit the entry's checksum.
    public init(_ newest: LedgerEntry, undos: [(id: Int, target: Int)]) throws(KeptDamage) {
        var sum = Checksum()
        var last = 0
        for (id, target) in undos {
            guard target > 0, target < id, id > last, id <= newest.batch else {
                throw KeptDamage("batch \(id) voids \(target)")
            }
            last = id
            sum += Checksum(ofUndo: id, voiding: target)
        }
        guard sum == newest.undosSum else { throw KeptDamage("the undos do not fit their checksum") }
        self.init(newest, count: newest.batch, undos: undos)
    }

    private init(_ newest: LedgerEntry, count: Int, undos: [(id: Int, target: Int)]) {
        var standing = Standing(batches: count)
        for undo in undos { standing.void(undo.target, by: undo.id) }
        self.newest = newest
        self.count = count
        self.undos = undos
        self.standing = standing
    }

    /// The log as it was just after a batch.
    public func upTo(_ batch: Int) -> BatchLog {
        batch == count ? self : BatchLog(newest, count: batch, undos: Array(undos.prefix { $0.id <= batch }))
    }

    /// The batch that states what one is about: of an undo what it voids, and where that is an undo what that voids.
    public func stating(_ batch: Int) -> Int {
        var found = batch
        while let undo = undos.last(where: { $0.id == found }) { found = undo.target }
        return found
    }

    /// The batches after one, and those that came to stand or ceased to by them.
    public func touched(after batch: Int) -> Set<Int> {
        var standing = upTo(batch).standing
        var touched = Set(batch + 1..<count + 1)
        for undo in undos where undo.id > batch { touched.formUnion(standing.void(undo.target, by: undo.id)) }
        return touched
    }

    /// Of batches of one input, the newest first, the first that stands, and the others that are touched since it.
    ///
    /// The input is recorded already unless one of those has a key of the batch: ``SeriesHistory/meet(_:_:)`` tells, of each
    /// series that both have.
    /// - Returns: nil: none stands.
    public func firstStanding(of same: [Int]) -> (batch: Int, others: Set<Int>)? {
        guard let batch = same.first(where: { standing.stands($0) }) else { return nil }
        return (batch, touched(after: batch).subtracting([batch]))
    }

    /// When the next batch is recorded: by the clock, or just after the last batch if the clock has gone back.
    public func nextRecorded(now: Timestamp) -> Timestamp {
        newest.recorded.map { Timestamp(microseconds: max(now.microseconds, $0.microseconds + 1)) } ?? now
    }

    /// The report of an undo that has done nothing yet, or of one that will do nothing.
    /// - Throws: ``RecordFailure/noSuchBatch(_:)`` alone.
    public func reportBeforeUndo(of batch: Int) throws(RecordFailure) -> UndoReport {
        guard batch > 0, batch <= count else { throw .noSuchBatch(batch) }
        var report = UndoReport(voids: batch)
        report.already = standing.newestVoid(of: batch)
        return report
    }
}

/// What a record holds can't be: bytes of it were changed.
public struct KeptDamage: Error, Hashable, Sendable {
    /// What can't be.
    public let what: String

    /// Damage of what the record holds.
    public init(_ what: String) { self.what = what }
}
