// Hot: a call or two a series of every append; measured by Benchmarks' record.
import GRDB
import GRDBSQLite
import Indicators
import Record

/// The numbers of the series that an append is about.
///
/// They come from an index, whose entry may be damaged. A number is right once its history fits its checksum, which has the
/// key in it.
struct SeriesNumbers {
    private let database: Database
    private let find: Statement

    init(_ database: Database) throws {
        self.database = database
        find = try database.cachedStatement(sql: "SELECT id FROM series WHERE indicator = ? AND region = ?")
    }

    /// The number of a series; nil: there is none.
    func known(_ key: SeriesKey) throws -> Int64? {
        let pointer = unsafe find.sqliteStatement
        // Both names are bound where they are, which SQLite need not copy.
        return try unsafe key.indicator.rawValue.withCString { indicator in
            try unsafe key.region.rawValue.withCString { region in
                unsafe sqlite3_bind_text(pointer, 1, indicator, -1, nil)
                unsafe sqlite3_bind_text(pointer, 2, region, -1, nil)
                defer {
                    unsafe sqlite3_reset(pointer)
                    unsafe sqlite3_clear_bindings(pointer)
                }
                switch unsafe sqlite3_step(pointer) {
                case SQLITE_ROW: return unsafe sqlite3_column_int64(pointer, 0)
                case SQLITE_DONE: return nil
                case let code: throw database.failure(code)
                }
            }
        }
    }
}
