import GRDB
import Record

extension RecordFile {
    /// Brings a record of an older schema to this one, in one transaction, after a copy of it was put beside it as
    /// `<record>.schema-<number>`.
    ///
    /// The copy is of exactly what is migrated: no other writer comes between. It takes the place of an earlier one.
    func migrate(by writer: DatabaseQueue, copying readers: DatabasePool) throws {
        try writer.inDatabase { database in
            try database.inTransaction(.immediate) {
                let found = try RecordSchema.version(of: database)
                guard found < schema.version else { return .rollback }
                // A flipped number of a schema would have the copy of a true older record replaced.
                guard try found > 2 || !database.tableExists("ledger") else {
                    throw DatabaseError.damage("its tables are not those of schema \(found)")
                }
                try readers.read { source in
                    _ = try RecordFile("\(path).schema-\(found)").keepCopy(of: source, from: path, replacing: true)
                }
                try schema.migrate(database)
                return .commit
            }
        }
    }
}
