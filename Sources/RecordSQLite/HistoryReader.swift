// Hot: every append and every read goes through here; measured by Benchmarks' backfill, "again" and "read all".
import GRDB
import GRDBSQLite
import Record

/// Reads what a record keeps of a series into arrays that keep their room.
struct HistoryReader {
    private let database: Database
    private let statements: Statement
    private let repetitions: Statement

    init(_ database: Database) throws {
        self.database = database
        statements = try database.cachedStatement(
            sql: """
                SELECT period, published, batch, row, value, status, bound, source, note FROM statement
                WHERE series = ? ORDER BY period, published, batch, row
                """)
        repetitions = try database.cachedStatement(
            sql: """
                SELECT published, first_period, last_period, of_batch, batch FROM repetition
                WHERE series = ? ORDER BY published, first_period, last_period, of_batch, batch
                """)
    }

    /// Overwrites a history with that of a series.
    func read(_ series: Int64, into history: inout SeriesHistory) throws {
        history.removeAll()
        try unsafe forEachRow(of: statements, series) { row in
            // NULL reads as zero: its type is asked for where there is a zero alone.
            let value = unsafe sqlite3_column_double(row, 4)
            let isNone = unsafe value == 0 && sqlite3_column_type(row, 4) == SQLITE_NULL
            let note = unsafe sqlite3_column_int(row, 8)
            history.statements.append(
                KeptStatement(
                    year: Int16(truncatingIfNeeded: unsafe sqlite3_column_int(row, 0)),
                    published: unsafe sqlite3_column_int(row, 1), batch: unsafe sqlite3_column_int(row, 2),
                    row: unsafe sqlite3_column_int(row, 3), value: isNone ? .nan : value,
                    status: UInt8(truncatingIfNeeded: unsafe sqlite3_column_int(row, 5)),
                    bound: UInt8(truncatingIfNeeded: unsafe sqlite3_column_int(row, 6)),
                    source: unsafe sqlite3_column_int(row, 7), note: note == 0 ? KeptStatement.noText : note))
        }
        var isDamaged = false
        try unsafe forEachRow(of: repetitions, series) { row in
            let run = Repetition(
                published: unsafe sqlite3_column_int(row, 0),
                first: Int16(truncatingIfNeeded: unsafe sqlite3_column_int(row, 1)),
                last: Int16(truncatingIfNeeded: unsafe sqlite3_column_int(row, 2)),
                original: unsafe sqlite3_column_int(row, 3), batch: unsafe sqlite3_column_int(row, 4))
            if run.first > run.last { isDamaged = true } else { history.repetitions.append(run) }
        }
        if isDamaged { throw DatabaseError.damage("a run of years ends before it begins") }
    }

    private func forEachRow(of statement: Statement, _ series: Int64, _ body: (OpaquePointer) -> Void) throws {
        let pointer = unsafe statement.sqliteStatement
        unsafe sqlite3_reset(pointer)
        unsafe sqlite3_bind_int64(pointer, 1, series)
        defer { unsafe sqlite3_reset(pointer) }
        while true {
            switch unsafe sqlite3_step(pointer) {
            case SQLITE_ROW: unsafe body(pointer)
            case SQLITE_DONE: return
            case let code: throw database.failure(code)
            }
        }
    }
}
