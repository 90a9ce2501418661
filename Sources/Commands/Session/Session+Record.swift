internal import Record
internal import RecordSQLite

extension Session {
    /// Opens the record as its owner, whatever units it is in: to look at the record itself, not at its figures.
    func openRecordAsItIs() throws(CommandFailure) -> SQLiteRecord {
        do {
            try RecordOwner(databasePath: databasePath).become()
            return try SQLiteRecord.open(path: databasePath, mode: .readOnly)
        } catch {
            throw CommandFailure(error)
        }
    }
}
