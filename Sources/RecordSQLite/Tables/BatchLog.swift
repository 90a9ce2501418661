import GRDB
import Indicators
import Record

/// The batches of a record up to a point in its own time, and which of them stood then.
struct BatchLog {
    /// How many batches there are.
    let count: Int
    /// Which of them stand.
    let standing: Standing

    /// Reads the log as a whole, or up to a point.
    init(_ database: Database, upTo point: AsOf.Recorded? = nil) throws {
        let all = try Int.fetchOne(database, sql: "SELECT max(id) FROM batch") ?? 0
        switch point {
        case nil: count = all
        case .batch(let number):
            guard number > 0, number <= all else { throw RecordFailure.noSuchBatch(number) }
            count = number
        case .time(let time):
            let sql = "SELECT id FROM batch WHERE recorded <= ? ORDER BY recorded DESC LIMIT 1"
            count = try Int.fetchOne(database, sql: sql, arguments: [time.microseconds]) ?? 0
        }
        guard count >= 0, count < Int32.max else { throw DatabaseError.damage("batch \(count) is out of range") }
        var standing = Standing(batches: count)
        for undo in try Self.undos(database, after: 0, upTo: count) { standing.void(undo.target, by: undo.id) }
        self.standing = standing
    }

    /// The undos among the batches after one and up to another, ascending.
    static func undos(_ database: Database, after: Int, upTo: Int) throws -> [(id: Int, target: Int)] {
        let sql = "SELECT id, voids FROM batch WHERE voids IS NOT NULL AND id > ? AND id <= ? ORDER BY id"
        return try Row.fetchAll(database, sql: sql, arguments: [after, upTo]).map { row in
            let (id, target) = (try row.decode(Int.self, atIndex: 0), try row.decode(Int.self, atIndex: 1))
            guard target > 0, target < id, id <= upTo else { throw DatabaseError.damage("batch \(id) voids \(target)") }
            return (id, target)
        }
    }

    /// The batches after one and up to another, and those that came to stand or ceased to by them.
    static func touched(_ database: Database, after batch: Int, upTo count: Int) throws -> Set<Int> {
        var standing = try BatchLog(database, upTo: .batch(batch)).standing
        var touched = Set(batch + 1..<count + 1)
        for undo in try undos(database, after: batch, upTo: count) {
            touched.formUnion(standing.void(undo.target, by: undo.id))
        }
        return touched
    }

    /// When the next batch is recorded: by the clock, or just after the last batch if the clock has gone back.
    static func nextRecorded(_ database: Database, now: Timestamp) throws -> Timestamp {
        let last = try Int64.fetchOne(database, sql: "SELECT recorded FROM batch ORDER BY id DESC LIMIT 1")
        guard let last else { return now }
        guard abs(last / 1_000_000) < 300_000_000_000 else { throw DatabaseError.damage("a batch of no calendar year") }
        return Timestamp(microseconds: max(now.microseconds, last + 1))
    }

    /// When each batch was recorded, by number; index 0 stands for no batch.
    func recordedTimes(_ database: Database) throws -> [Timestamp] {
        let sql = "SELECT recorded FROM batch WHERE id <= ? ORDER BY id"
        let times = try Int64.fetchAll(database, sql: sql, arguments: [count])
        guard times.count == count else { throw DatabaseError.damage("\(times.count) batches, the last is \(count)") }
        return [Timestamp(microseconds: .min)] + times.map(Timestamp.init(microseconds:))
    }
}
