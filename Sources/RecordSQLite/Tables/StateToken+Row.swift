import GRDB
import Record

extension StateToken {
    /// Reads which state a record is in just after a batch; nil: after the newest.
    init(_ database: Database, after batch: Int? = nil) throws {
        let entry =
            switch batch {
            case nil: try LedgerEntry.newest(database)
            case .some(let batch): try LedgerEntry(database, of: batch)
            }
        self.init(try RecordIdentity(database), entry)
    }

    /// The state of a record just after a batch.
    init(_ identity: RecordIdentity, _ entry: LedgerEntry) {
        self.init(record: identity.id, batch: entry.batch, recorded: entry.recorded, sha256: entry.sha256)
    }
}
