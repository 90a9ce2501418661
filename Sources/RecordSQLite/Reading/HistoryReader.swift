// Hot: every append and every read goes through here; measured by Benchmarks' record, "again", and the service's start.
import GRDB
import GRDBSQLite
import Record

/// Reads what a record keeps of a series into arrays that keep their room.
///
/// Statements come by an aggregate function of ours, `take_statement`: SQLite hands it a row's columns where they are,
/// which takes half of the time of a step and a call a column.
struct HistoryReader {
    private let database: Database
    private let statements: Statement
    private let repetitions: Statement

    /// Lets a connection know the function.
    static func prepare(_ database: Database) throws {
        let code = unsafe sqlite3_create_function_v2(
            database.sqliteConnection, "take_statement", 10, SQLITE_UTF8, nil, nil,
            { _, _, values in unsafe HistoryReader.take(values) }, { _ in }, nil)
        guard code == SQLITE_OK else { throw database.failure(code) }
    }

    init(_ database: Database) throws {
        self.database = database
        // An aggregate has no order of its own, but the key's tree is the only one that the table has; `read` makes sure.
        statements = try database.cachedStatement(
            sql: """
                SELECT take_statement(?2, period, published, batch, row, value, status, bound, source, note)
                FROM statement WHERE series = ?1
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
        let pointer = unsafe statements.sqliteStatement
        try unsafe withUnsafeMutablePointer(to: &history.statements) { place in
            unsafe sqlite3_reset(pointer)
            unsafe sqlite3_bind_int64(pointer, 1, series)
            unsafe sqlite3_bind_pointer(pointer, 2, place, Self.pointerKind, nil)
            defer {
                unsafe sqlite3_reset(pointer)
                unsafe sqlite3_bind_null(pointer, 2)
            }
            let code = unsafe sqlite3_step(pointer)
            guard code == SQLITE_ROW else { throw database.failure(code) }
        }
        guard history.isInOrder else {
            throw DatabaseError.damage("the statements of series \(series) are out of order")
        }
        try readRepetitions(series, into: &history)
    }

    private func readRepetitions(_ series: Int64, into history: inout SeriesHistory) throws {
        let pointer = unsafe repetitions.sqliteStatement
        unsafe sqlite3_reset(pointer)
        unsafe sqlite3_bind_int64(pointer, 1, series)
        defer { unsafe sqlite3_reset(pointer) }
        while true {
            switch unsafe sqlite3_step(pointer) {
            case SQLITE_ROW:
                let run = Repetition(
                    published: unsafe sqlite3_column_int(pointer, 0),
                    first: Int16(truncatingIfNeeded: unsafe sqlite3_column_int(pointer, 1)),
                    last: Int16(truncatingIfNeeded: unsafe sqlite3_column_int(pointer, 2)),
                    original: unsafe sqlite3_column_int(pointer, 3), batch: unsafe sqlite3_column_int(pointer, 4))
                guard run.first <= run.last else { throw DatabaseError.damage("a run of years ends before it begins") }
                history.repetitions.append(run)
            case SQLITE_DONE: return
            case let code: throw database.failure(code)
            }
        }
    }

    /// Says of a pointer that is bound what it points to, so that no other SQL than ours can pass one.
    private static var pointerKind: UnsafePointer<CChar> {
        let name: StaticString = "mosaic statements"
        return unsafe UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    }

    /// Appends a row of ten values, the first of which points to the statements so far.
    private static func take(_ values: UnsafeMutablePointer<OpaquePointer?>?) {
        guard let values = unsafe values, let place = unsafe sqlite3_value_pointer(values[0], pointerKind) else {
            return
        }
        // NULL reads as zero: its type is asked for where there is a zero alone.
        let value = unsafe sqlite3_value_double(values[5])
        let isNone = unsafe value == 0 && sqlite3_value_type(values[5]) == SQLITE_NULL
        let note = unsafe sqlite3_value_int(values[9])
        let statement = KeptStatement(
            year: Int16(truncatingIfNeeded: unsafe sqlite3_value_int(values[1])),
            published: unsafe sqlite3_value_int(values[2]), batch: unsafe sqlite3_value_int(values[3]),
            row: unsafe sqlite3_value_int(values[4]), value: isNone ? .nan : value,
            status: UInt8(truncatingIfNeeded: unsafe sqlite3_value_int(values[6])),
            bound: UInt8(truncatingIfNeeded: unsafe sqlite3_value_int(values[7])),
            source: unsafe sqlite3_value_int(values[8]), note: note == 0 ? KeptStatement.noText : note)
        unsafe place.assumingMemoryBound(to: [KeptStatement].self).pointee.append(statement)
    }
}

extension SeriesHistory {
    /// Whether the statements are ascending by key.
    fileprivate var isInOrder: Bool {
        let statements = statements.span
        for place in stride(from: 1, to: statements.count, by: 1) {
            let (one, next) = (statements[place - 1], statements[place])
            guard
                one.year < next.year
                    || (one.year, one.published, one.batch, one.row) < (next.year, next.published, next.batch, next.row)
            else { return false }
        }
        return true
    }
}
