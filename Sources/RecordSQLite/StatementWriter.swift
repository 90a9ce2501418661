// Hot: a step a new row; measured by Benchmarks' backfill, "first, in order" and "first, shuffled".
import GRDB
import GRDBSQLite
import Record

/// Adds what a batch keeps of a series.
struct StatementWriter {
    private let database: Database
    private let statements: Statement
    private let repetitions: Statement
    private let touches: Statement

    init(_ database: Database) throws {
        self.database = database
        statements = try database.cachedStatement(sql: "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        repetitions = try database.cachedStatement(sql: "INSERT INTO repetition VALUES (?, ?, ?, ?, ?, ?)")
        touches = try database.cachedStatement(sql: "INSERT INTO batch_series VALUES (?, ?)")
    }

    /// Adds statements and exact repeats of a series, in key order.
    func write(_ comparison: BatchComparison, of series: Int64, in batch: Int) throws {
        for statement in comparison.kept { try write(statement, of: series) }
        for run in comparison.repetitions { try write(run, of: series) }
        let pointer = unsafe touches.sqliteStatement
        unsafe sqlite3_bind_int64(pointer, 1, Int64(batch))
        unsafe sqlite3_bind_int64(pointer, 2, series)
        try unsafe finish(pointer)
    }

    private func write(_ statement: KeptStatement, of series: Int64) throws {
        let pointer = unsafe statements.sqliteStatement
        unsafe sqlite3_bind_int64(pointer, 1, series)
        unsafe sqlite3_bind_int(pointer, 2, CInt(statement.year))
        unsafe sqlite3_bind_int(pointer, 3, statement.published)
        unsafe sqlite3_bind_int(pointer, 4, statement.batch)
        unsafe sqlite3_bind_int(pointer, 5, statement.row)
        if statement.value.isNaN {
            unsafe sqlite3_bind_null(pointer, 6)
        } else {
            unsafe sqlite3_bind_double(pointer, 6, statement.value)
        }
        unsafe sqlite3_bind_int(pointer, 7, CInt(statement.status))
        unsafe sqlite3_bind_int(pointer, 8, CInt(statement.bound))
        unsafe sqlite3_bind_int(pointer, 9, statement.source)
        if statement.note == KeptStatement.noText {
            unsafe sqlite3_bind_null(pointer, 10)
        } else {
            unsafe sqlite3_bind_int(pointer, 10, statement.note)
        }
        try unsafe finish(pointer)
    }

    private func write(_ run: Repetition, of series: Int64) throws {
        let pointer = unsafe repetitions.sqliteStatement
        unsafe sqlite3_bind_int64(pointer, 1, series)
        unsafe sqlite3_bind_int(pointer, 2, run.published)
        unsafe sqlite3_bind_int(pointer, 3, CInt(run.first))
        unsafe sqlite3_bind_int(pointer, 4, CInt(run.last))
        unsafe sqlite3_bind_int(pointer, 5, run.original)
        unsafe sqlite3_bind_int(pointer, 6, run.batch)
        try unsafe finish(pointer)
    }

    private func finish(_ pointer: OpaquePointer) throws {
        let code = unsafe sqlite3_step(pointer)
        unsafe sqlite3_reset(pointer)
        guard code == SQLITE_DONE else { throw database.failure(code) }
    }
}
