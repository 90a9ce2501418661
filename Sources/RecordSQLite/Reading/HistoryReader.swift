// Hot: every append and every read goes through here; measured by Benchmarks' record, "again", and the service's start.
import GRDB
import GRDBSQLite
import Indicators
import Record

/// Reads what a record keeps of a series into arrays that keep their room.
///
/// Statements come by an aggregate function of ours, `take_statement`: SQLite hands it a row's columns where they are,
/// which takes half of the time of a step and a call a column.
struct HistoryReader {
    private let database: Database
    private let statements: Statement
    private let repeats: Statement
    private let sum: Statement

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
        repeats = try database.cachedStatement(
            sql: "SELECT batch, ordinals FROM repeat WHERE series = ? ORDER BY batch")
        sum = try database.cachedStatement(sql: "SELECT sum FROM series WHERE id = ?")
    }

    /// Overwrites a history with that of a series, which fits its checksum.
    /// - Returns: the checksum.
    @discardableResult
    func read(_ series: Int64, of key: SeriesKey, into history: inout SeriesHistory) throws -> Checksum {
        var found = Checksum(of: key, number: series)
        do {
            found += try load(series, into: &history)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            let why = error.message ?? "\(error.resultCode)"
            throw DatabaseError.damage("what it holds of \(key.indicator) \(key.region) can't be read: \(why)")
        }
        let pointer = unsafe sum.sqliteStatement
        unsafe sqlite3_reset(pointer)
        unsafe sqlite3_bind_int64(pointer, 1, series)
        defer { unsafe sqlite3_reset(pointer) }
        switch unsafe sqlite3_step(pointer) {
        case SQLITE_ROW where found == Checksum(column: unsafe sqlite3_column_int64(pointer, 0)): break
        case SQLITE_ROW, SQLITE_DONE:
            throw DatabaseError.damage("what it holds of \(key.indicator) \(key.region) does not fit its checksum")
        case let code: throw database.failure(code)
        }
        return found
    }

    /// Overwrites a history with what the tables have of a series, unchecked.
    /// - Returns: the checksum of statements and repeats.
    func load(_ series: Int64, into history: inout SeriesHistory) throws -> Checksum {
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
            throw DatabaseError.damage("its statements are out of order")
        }
        var found = Checksum()
        for statement in history.statements { found += Checksum(of: statement, in: series) }
        try readRepeats(series, into: &history, sum: &found)
        return found
    }

    private func readRepeats(_ series: Int64, into history: inout SeriesHistory, sum: inout Checksum) throws {
        let pointer = unsafe repeats.sqliteStatement
        unsafe sqlite3_reset(pointer)
        unsafe sqlite3_bind_int64(pointer, 1, series)
        defer { unsafe sqlite3_reset(pointer) }
        let limit = history.statements.count
        while true {
            switch unsafe sqlite3_step(pointer) {
            case SQLITE_ROW:
                let batch = unsafe sqlite3_column_int(pointer, 0)
                let packed = unsafe Checksum.bytes(pointer, 1)
                sum += unsafe Checksum(ofRepeats: packed, by: batch, in: series)
                let isSound = unsafe PackedNumbers.unpack(packed, below: limit) { first, last in
                    history.repetitions.append(Repetition(first: first, last: last, batch: batch))
                }
                guard isSound else {
                    throw DatabaseError.damage("batch \(batch) repeats what is not there")
                }
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
