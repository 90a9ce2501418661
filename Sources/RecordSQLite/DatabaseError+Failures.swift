import GRDB
import GRDBSQLite

extension Database {
    /// The error of a call to SQLite that did not succeed.
    func failure(_ code: CInt) -> DatabaseError {
        let extended = unsafe sqlite3_extended_errcode(sqliteConnection)
        return DatabaseError(
            resultCode: ResultCode(rawValue: extended == SQLITE_OK ? code : extended), message: lastErrorMessage)
    }
}

extension DatabaseError {
    /// What the record holds can't be: bytes of it were changed.
    static func damage(_ what: String) -> DatabaseError {
        DatabaseError(resultCode: .SQLITE_CORRUPT, message: what)
    }
}
