import GRDB
import Glibc
import Record

extension RecordFailure {
    /// What an error met on the way to or in a record means to its user; the one place that knows SQLite's result codes.
    package init(_ error: any Error, path: String) {
        guard let error = error as? DatabaseError else {
            self =
                switch error {
                case let error as RecordFailure: error
                case is RowDecodingError: .damaged(path: path, why: "a column holds what it can't")
                default: .inputOutput(path: path, why: String(describing: error))
                }
            return
        }
        let why = error.message ?? error.resultCode.description
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
        case .SQLITE_FULL: self = .diskFull(path: path)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_SCHEMA, .SQLITE_MISMATCH, .SQLITE_CONSTRAINT:
            self = .damaged(path: path, why: why)
        case .SQLITE_IOERR: self = Self.inputOutput(error.extendedResultCode, path: path, why: why)
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_READONLY, .SQLITE_NOLFS:
            self = RecordFile(path).reasonNotOpened(why: why)
        default: self = .inputOutput(path: path, why: why)
        }
    }

    private static func inputOutput(_ code: ResultCode, path: String, why: String) -> RecordFailure {
        switch code {
        case .SQLITE_IOERR_SHORT_READ, .SQLITE_IOERR_CORRUPTFS: .damaged(path: path, why: "it is cut short: \(why)")
        case _ where RecordFile(path).isOnFullDisk: .diskFull(path: path)
        default: .inputOutput(path: path, why: why)
        }
    }
}
