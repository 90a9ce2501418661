import GRDB
import Glibc
import Record

extension RecordFailure {
    /// What an error met on the way to or in a record means to its user; the one place that knows SQLite's result codes.
    package init(_ error: any Error, place: String) {
        guard let error = error as? DatabaseError else {
            self =
                switch error {
                case let error as RecordFailure: error
                case is RowDecodingError: .damaged(place: place, why: "a column holds what it can't")
                default: .inputOutput(place: place, why: String(describing: error))
                }
            return
        }
        let why = error.message ?? error.resultCode.description
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(place: place)
        case .SQLITE_FULL: self = .diskFull(place: place)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_SCHEMA, .SQLITE_MISMATCH, .SQLITE_CONSTRAINT:
            self = .damaged(place: place, why: why)
        case .SQLITE_READONLY where error.extendedResultCode == .SQLITE_READONLY_DBMOVED:
            self = .unreachable(place: place, why: "another file has its name now, or none")
        case .SQLITE_IOERR: self = Self.inputOutput(error.extendedResultCode, place: place, why: why)
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_READONLY, .SQLITE_NOLFS:
            self = RecordFile(place).reasonNotOpened(why: why)
        default: self = .inputOutput(place: place, why: why)
        }
    }

    private static func inputOutput(_ code: ResultCode, place: String, why: String) -> RecordFailure {
        switch code {
        case .SQLITE_IOERR_SHORT_READ, .SQLITE_IOERR_CORRUPTFS: .damaged(place: place, why: "it is cut short: \(why)")
        case _ where RecordFile(place).isOnFullDisk: .diskFull(place: place)
        default: .inputOutput(place: place, why: why)
        }
    }
}
