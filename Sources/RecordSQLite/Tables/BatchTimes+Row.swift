import GRDB
import GRDBSQLite
import Indicators
import Record

extension BatchTimes {
    /// The times of all batches up to one, by number; index 0 stands for no batch.
    func upTo(_ entry: LedgerEntry, _ database: Database) throws -> [Timestamp] {
        do {
            return try upTo(entry) { batches in
                let rows = try database.cachedStatement(
                    sql: "SELECT id, recorded FROM batch WHERE id BETWEEN ? AND ? ORDER BY id")
                var times: [Int64] = []
                times.reserveCapacity(batches.count)
                let pointer = unsafe rows.sqliteStatement
                unsafe sqlite3_reset(pointer)
                unsafe sqlite3_bind_int64(pointer, 1, Int64(batches.lowerBound))
                unsafe sqlite3_bind_int64(pointer, 2, Int64(batches.upperBound))
                defer { unsafe sqlite3_reset(pointer) }
                while true {
                    let code = unsafe sqlite3_step(pointer)
                    if code == SQLITE_DONE { return times }
                    guard code == SQLITE_ROW else { throw database.failure(code) }
                    guard unsafe sqlite3_column_int64(pointer, 0) == Int64(batches.lowerBound + times.count) else {
                        return times
                    }
                    times.append(unsafe sqlite3_column_int64(pointer, 1))
                }
            }
        } catch let damage as KeptDamage {
            throw DatabaseError.damage(damage.what)
        }
    }
}
