// Hot: a call or two a series of every append; measured by Benchmarks' record.
import GRDB
import GRDBSQLite
import Indicators
import Record

/// The numbers of the series that an append is about.
struct SeriesNumbers {
    private let database: Database
    private let find: Statement
    private let adding: Statement

    init(_ database: Database) throws {
        self.database = database
        find = try database.cachedStatement(sql: "SELECT id FROM series WHERE indicator = ? AND region = ?")
        adding = try database.cachedStatement(sql: "INSERT INTO series (indicator, region) VALUES (?, ?)")
    }

    /// The number of a series; nil: there is none.
    func known(_ key: SeriesKey) throws -> Int64? {
        let pointer = unsafe find.sqliteStatement
        return try unsafe step(pointer, key) { code in
            switch code {
            case SQLITE_ROW: unsafe sqlite3_column_int64(pointer, 0)
            case SQLITE_DONE: nil
            default: throw database.failure(code)
            }
        }
    }

    /// Adds a series; its number.
    func add(_ key: SeriesKey) throws -> Int64 {
        try unsafe step(adding.sqliteStatement, key) { code in
            guard code == SQLITE_DONE else { throw database.failure(code) }
        }
        return database.lastInsertedRowID
    }

    /// Binds both names, which SQLite need not copy, steps once, and lets go of them.
    private func step<Result>(
        _ pointer: OpaquePointer, _ key: SeriesKey, _ body: (CInt) throws -> Result
    ) throws -> Result {
        try unsafe key.indicator.rawValue.withCString { indicator in
            try unsafe key.region.rawValue.withCString { region in
                unsafe sqlite3_bind_text(pointer, 1, indicator, -1, nil)
                unsafe sqlite3_bind_text(pointer, 2, region, -1, nil)
                defer {
                    unsafe sqlite3_reset(pointer)
                    unsafe sqlite3_clear_bindings(pointer)
                }
                return try body(unsafe sqlite3_step(pointer))
            }
        }
    }
}
