import GRDB
import Indicators
import Record

/// The batches of a record up to one, and which of them stand by then.
struct BatchLog: Sendable {
    /// How many batches there are.
    let count: Int
    /// Which of them stand.
    let standing: Standing
    /// The undos among them, ascending.
    private let undos: [(id: Int, target: Int)]

    /// Reads the log of all batches.
    init(_ database: Database) throws {
        let count = try Int.fetchOne(database, sql: "SELECT max(id) FROM batch") ?? 0
        guard count >= 0, count < Int32.max else { throw DatabaseError.damage("batch \(count) is out of range") }
        let sql = "SELECT id, voids FROM batch WHERE voids IS NOT NULL ORDER BY id"
        let undos = try Row.fetchAll(database, sql: sql).map { row in
            let (id, target) = (try row.decode(Int.self, atIndex: 0), try row.decode(Int.self, atIndex: 1))
            guard target > 0, target < id, id <= count else {
                throw DatabaseError.damage("batch \(id) voids \(target)")
            }
            return (id: id, target: target)
        }
        self.init(count: count, undos: undos)
    }

    private init(count: Int, undos: [(id: Int, target: Int)]) {
        var standing = Standing(batches: count)
        for undo in undos { standing.void(undo.target, by: undo.id) }
        self.count = count
        self.undos = undos
        self.standing = standing
    }

    /// The log as it was just after a batch.
    func upTo(_ batch: Int) -> BatchLog {
        batch == count ? self : BatchLog(count: batch, undos: Array(undos.prefix { $0.id <= batch }))
    }

    /// The batches after one, and those that came to stand or ceased to by them.
    func touched(after batch: Int) -> Set<Int> {
        var standing = upTo(batch).standing
        var touched = Set(batch + 1..<count + 1)
        for undo in undos where undo.id > batch { touched.formUnion(standing.void(undo.target, by: undo.id)) }
        return touched
    }

    /// When each batch was recorded, by number; index 0 stands for no batch.
    func recordedTimes(_ database: Database) throws -> [Timestamp] {
        let sql = "SELECT recorded FROM batch WHERE id <= ? ORDER BY id"
        let times = try Int64.fetchAll(database, sql: sql, arguments: [count])
        guard times.count == count else { throw DatabaseError.damage("\(times.count) batches, the last is \(count)") }
        return [Timestamp(microseconds: .min)] + times.map(Timestamp.init(microseconds:))
    }

    /// When the next batch is recorded: by the clock, or just after the last batch if the clock has gone back.
    static func nextRecorded(_ database: Database, now: Timestamp) throws -> Timestamp {
        let last = try Int64.fetchOne(database, sql: "SELECT recorded FROM batch ORDER BY id DESC LIMIT 1")
        guard let last else { return now }
        guard abs(last / 1_000_000) < 300_000_000_000 else { throw DatabaseError.damage("a batch of no calendar year") }
        return Timestamp(microseconds: max(now.microseconds, last + 1))
    }
}
