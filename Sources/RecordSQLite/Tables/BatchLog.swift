import GRDB
import Indicators
import Record

/// The batches of a record up to one, and which of them stand by then.
struct BatchLog: Sendable {
    /// How many batches there are.
    let count: Int
    /// Which of them stand.
    let standing: Standing
    /// What the record noted with the newest batch of all when the log was read.
    let newest: LedgerEntry
    /// The undos among them, ascending.
    private let undos: [(id: Int, target: Int)]

    /// Reads the log of all batches.
    init(_ database: Database) throws {
        let newest = try LedgerEntry.newest(database)
        let sql = "SELECT id, voids FROM batch WHERE voids IS NOT NULL ORDER BY id"
        var sum = Checksum()
        let undos = try Row.fetchAll(database.cachedStatement(sql: sql)).map { row in
            let (id, target) = (try row.decode(Int.self, atIndex: 0), try row.decode(Int.self, atIndex: 1))
            guard target > 0, target < id, id <= newest.batch else {
                throw DatabaseError.damage("batch \(id) voids \(target)")
            }
            sum += Checksum(ofUndo: id, voiding: target)
            return (id: id, target: target)
        }
        guard sum == newest.undosSum else { throw DatabaseError.damage("the undos do not fit their checksum") }
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
    func upTo(_ batch: Int) -> BatchLog {
        batch == count ? self : BatchLog(newest, count: batch, undos: Array(undos.prefix { $0.id <= batch }))
    }

    /// The batches after one, and those that came to stand or ceased to by them.
    func touched(after batch: Int) -> Set<Int> {
        var standing = upTo(batch).standing
        var touched = Set(batch + 1..<count + 1)
        for undo in undos where undo.id > batch { touched.formUnion(standing.void(undo.target, by: undo.id)) }
        return touched
    }

    /// When the next batch is recorded: by the clock, or just after the last batch if the clock has gone back.
    func nextRecorded(now: Timestamp) -> Timestamp {
        newest.recorded.map { Timestamp(microseconds: max(now.microseconds, $0.microseconds + 1)) } ?? now
    }
}
