import GRDB
import GRDBSQLite

extension Database {
    /// The error of a call to SQLite that did not succeed.
    func failure(_ code: CInt) -> DatabaseError {
        let extended = unsafe sqlite3_extended_errcode(sqliteConnection)
        return DatabaseError(
            resultCode: ResultCode(rawValue: extended == SQLITE_OK ? code : extended), message: lastErrorMessage)
    }

    /// Takes the one step of a statement that gives no row, and makes it ready for the next.
    func finish(_ statement: OpaquePointer) throws {
        let code = unsafe sqlite3_step(statement)
        unsafe sqlite3_reset(statement)
        guard code == SQLITE_DONE else { throw failure(code) }
    }

    /// Whether another file has the name under which the database was opened, or none.
    func hasMoved() throws -> Bool {
        var answer: CInt = 0
        let code = unsafe sqlite3_file_control(sqliteConnection, "main", SQLITE_FCNTL_HAS_MOVED, &answer)
        guard code == SQLITE_OK else { throw failure(code) }
        return answer != 0
    }

    /// Makes sure that the database still has the name under which it was opened.
    func requireNotMoved() throws {
        guard try !hasMoved() else { throw DatabaseError(resultCode: .SQLITE_READONLY_DBMOVED) }
    }
}

extension DatabaseError {
    /// What the record holds can't be: bytes of it were changed.
    static func damage(_ what: String) -> DatabaseError {
        DatabaseError(resultCode: .SQLITE_CORRUPT, message: what)
    }
}
