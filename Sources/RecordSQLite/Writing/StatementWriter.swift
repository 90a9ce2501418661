// Hot: a step a new row; measured by Benchmarks' record, in the order of keys and shuffled.
import GRDB
import GRDBSQLite
import Record

/// Adds what a batch keeps of its series, many statements at a step of SQLite.
struct StatementWriter {
    private let database: Database
    private let many: Statement
    private let one: Statement
    private let repetitions: Statement
    private let touches: Statement
    private var pending: [(series: Int64, statement: KeptStatement)] = []

    /// Statements at a step: twice as many are but a twentieth faster.
    private static let stepSize = 25
    private static let columnCount: CInt = 10

    init(_ database: Database) throws {
        self.database = database
        let row = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        let rows = Array(repeating: row, count: Self.stepSize).joined(separator: ", ")
        many = try database.cachedStatement(sql: "INSERT INTO statement VALUES \(rows)")
        one = try database.cachedStatement(sql: "INSERT INTO statement VALUES \(row)")
        repetitions = try database.cachedStatement(sql: "INSERT INTO repetition VALUES (?, ?, ?, ?, ?, ?)")
        touches = try database.cachedStatement(sql: "INSERT INTO batch_series VALUES (?, ?)")
        pending.reserveCapacity(Self.stepSize)
    }

    /// Adds statements and exact repeats of a series, in key order; statements may wait until ``flush()``.
    mutating func write(_ comparison: BatchComparison, of series: Int64, in batch: Int) throws {
        for statement in comparison.kept {
            pending.append((series, statement))
            if pending.count == Self.stepSize {
                try unsafe insert(pending[...], by: many.sqliteStatement)
                pending.removeAll(keepingCapacity: true)
            }
        }
        for run in comparison.repetitions { try write(run, of: series) }
        let pointer = unsafe touches.sqliteStatement
        unsafe sqlite3_bind_int64(pointer, 1, Int64(batch))
        unsafe sqlite3_bind_int64(pointer, 2, series)
        try unsafe finish(pointer)
    }

    /// Adds the statements that wait.
    mutating func flush() throws {
        for index in pending.indices { try unsafe insert(pending[index...index], by: one.sqliteStatement) }
        pending.removeAll(keepingCapacity: true)
    }

    private func insert(
        _ rows: ArraySlice<(series: Int64, statement: KeptStatement)>, by pointer: OpaquePointer
    ) throws {
        var column: CInt = 0
        for (series, statement) in rows {
            unsafe sqlite3_bind_int64(pointer, column + 1, series)
            unsafe sqlite3_bind_int(pointer, column + 2, CInt(statement.year))
            unsafe sqlite3_bind_int(pointer, column + 3, statement.published)
            unsafe sqlite3_bind_int(pointer, column + 4, statement.batch)
            unsafe sqlite3_bind_int(pointer, column + 5, statement.row)
            if statement.value.isNaN {
                unsafe sqlite3_bind_null(pointer, column + 6)
            } else {
                unsafe sqlite3_bind_double(pointer, column + 6, statement.value)
            }
            unsafe sqlite3_bind_int(pointer, column + 7, CInt(statement.status))
            unsafe sqlite3_bind_int(pointer, column + 8, CInt(statement.bound))
            unsafe sqlite3_bind_int(pointer, column + 9, statement.source)
            if statement.note == KeptStatement.noText {
                unsafe sqlite3_bind_null(pointer, column + 10)
            } else {
                unsafe sqlite3_bind_int(pointer, column + 10, statement.note)
            }
            column += Self.columnCount
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
