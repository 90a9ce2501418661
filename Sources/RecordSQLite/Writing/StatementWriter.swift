// Hot: a step a new row; measured by Benchmarks' record, in the order of keys and shuffled.
import GRDB
import GRDBSQLite
import Record

/// Adds what a batch keeps of its series, many statements at a step of SQLite.
struct StatementWriter {
    private let database: Database
    private let many: Statement
    private let one: Statement
    private let repeats: Statement
    private var packed: [UInt8] = []
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
        repeats = try database.cachedStatement(sql: "INSERT INTO repeat VALUES (?, ?, ?)")
        pending.reserveCapacity(Self.stepSize)
    }

    /// Adds statements and exact repeats of a series, in key order; statements may wait until ``flush()``.
    /// - Returns: their checksum.
    mutating func write(
        _ statements: [KeptStatement], _ repetitions: [Repetition], of series: Int64, in batch: Int
    ) throws -> Checksum {
        var sum = Checksum()
        for statement in statements {
            sum += Checksum(of: statement, in: series)
            pending.append((series, statement))
            if pending.count == Self.stepSize {
                try unsafe insert(pending[...], by: many.sqliteStatement)
                pending.removeAll(keepingCapacity: true)
            }
        }
        guard !repetitions.isEmpty else { return sum }
        PackedNumbers.pack(repetitions.lazy.map { ($0.first, $0.last) }, into: &packed)
        sum += try unsafe packed.withUnsafeBytes { bytes in
            try unsafe writeRepeats(bytes, of: series, in: batch)
            return unsafe Checksum(ofRepeats: bytes, by: Int32(batch), in: series)
        }
        return sum
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
        try unsafe database.finish(pointer)
    }

    private func writeRepeats(_ packed: UnsafeRawBufferPointer, of series: Int64, in batch: Int) throws {
        let pointer = unsafe repeats.sqliteStatement
        unsafe sqlite3_bind_int64(pointer, 1, series)
        unsafe sqlite3_bind_int64(pointer, 2, Int64(batch))
        unsafe sqlite3_bind_blob(pointer, 3, packed.baseAddress, CInt(packed.count), nil)
        defer { unsafe sqlite3_clear_bindings(pointer) }
        try unsafe database.finish(pointer)
    }
}
