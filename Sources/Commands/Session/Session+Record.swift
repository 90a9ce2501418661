internal import Record

extension Session {
    /// Opens the record as its owner, whatever units it is in: to look at the record itself, not at its figures.
    func openRecordAsItIs() throws(CommandFailure) -> any RecordStore {
        do {
            try keeper.becomeOwner(ofRecordAt: databasePath)
            return try keeper.open(databasePath, for: .reading)
        } catch {
            throw CommandFailure(error)
        }
    }
}
