import GRDB
import GRDBSQLite
import Indicators
import Synchronization

/// When each batch was recorded, as far as that was ever asked: batches are only added, so that none is read twice.
final class BatchTimes: Sendable {
    fileprivate struct Known {
        /// By number; index 0 stands for no batch.
        var times = [Timestamp(microseconds: .min)]
        var sum = Checksum()
    }

    private let known = Mutex(Known())

    /// The times of all batches up to one, by number; index 0 stands for no batch.
    func upTo(_ entry: LedgerEntry, _ database: Database) throws -> [Timestamp] {
        var found = known.withLock { $0 }
        if found.times.count <= entry.batch {
            try found.read(to: entry, database)
            known.withLock { if $0.times.count < found.times.count { $0 = found } }
        }
        return found.times.count == entry.batch + 1 ? found.times : Array(found.times.prefix(entry.batch + 1))
    }
}

extension BatchTimes.Known {
    fileprivate mutating func read(to entry: LedgerEntry, _ database: Database) throws {
        let rows = try database.cachedStatement(
            sql: "SELECT id, recorded FROM batch WHERE id BETWEEN ? AND ? ORDER BY id")
        times.reserveCapacity(entry.batch + 1)
        let pointer = unsafe rows.sqliteStatement
        unsafe sqlite3_reset(pointer)
        unsafe sqlite3_bind_int64(pointer, 1, Int64(times.count))
        unsafe sqlite3_bind_int64(pointer, 2, Int64(entry.batch))
        defer { unsafe sqlite3_reset(pointer) }
        while true {
            let code = unsafe sqlite3_step(pointer)
            if code == SQLITE_DONE { break }
            guard code == SQLITE_ROW else { throw database.failure(code) }
            let (id, recorded) = unsafe (sqlite3_column_int64(pointer, 0), sqlite3_column_int64(pointer, 1))
            guard id == Int64(times.count) else { break }
            times.append(Timestamp(microseconds: recorded))
            sum += Checksum(ofTime: recorded, batch: Int(id))
        }
        guard times.count == entry.batch + 1, sum == entry.timesSum else {
            throw DatabaseError.damage("the times of the batches do not fit their checksum")
        }
    }
}
