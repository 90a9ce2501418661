import GRDB
import GRDBSQLite

/// Which state a record was in just after a batch, by the checksums alone that are kept of its id and of the batch.
///
/// Where they are the same the state is; where not, a whole ``StateToken`` tells whether bytes were changed. A view asks
/// before each reading, so that it must cost next to nothing.
struct ViewPin: Equatable {
    private let record: Int64
    private let batch: Int64

    /// Reads the checksums that are kept; nil: there is no such batch.
    init?(_ database: Database, after batch: Int) throws {
        let sums = try database.cachedStatement(
            sql: "SELECT record.sum, ledger.sum FROM ledger, record WHERE ledger.batch = ?")
        let pointer = unsafe sums.sqliteStatement
        unsafe sqlite3_reset(pointer)
        unsafe sqlite3_bind_int64(pointer, 1, Int64(batch))
        defer { unsafe sqlite3_reset(pointer) }
        switch unsafe sqlite3_step(pointer) {
        case SQLITE_ROW:
            record = unsafe sqlite3_column_int64(pointer, 0)
            self.batch = unsafe sqlite3_column_int64(pointer, 1)
        case SQLITE_DONE: return nil
        case let code: throw database.failure(code)
        }
    }
}
