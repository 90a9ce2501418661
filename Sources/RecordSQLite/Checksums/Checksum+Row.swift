import GRDB
import GRDBSQLite
import Record

extension Checksum {
    /// Of the row that a statement is at, column by column, but for its last columns.
    init(ofRow pointer: OpaquePointer, kind: WordHash.Kind, leavingOut last: CInt = 0) {
        var hash = WordHash(kind)
        let count = unsafe sqlite3_column_count(pointer)
        for column in 0..<count - last {
            let type = unsafe sqlite3_column_type(pointer, column)
            hash.add(Int64(type))
            switch type {
            case SQLITE_INTEGER: hash.add(unsafe sqlite3_column_int64(pointer, column))
            case SQLITE_FLOAT: hash.add(unsafe sqlite3_column_double(pointer, column).bitPattern)
            case SQLITE_NULL: break
            case _: unsafe hash.add(Self.bytes(pointer, column))
            }
        }
        self.init(hash)
    }

    /// The number of a batch in a column.
    static func batch(_ pointer: OpaquePointer, _ column: CInt) -> Int32 { unsafe sqlite3_column_int(pointer, column) }

    /// The bytes of a text or blob.
    static func bytes(_ pointer: OpaquePointer, _ column: CInt) -> UnsafeRawBufferPointer {
        let start = unsafe sqlite3_column_blob(pointer, column)
        return unsafe UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, column)))
    }
}
