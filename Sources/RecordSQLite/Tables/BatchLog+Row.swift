import GRDB
import Record

extension BatchLog {
    /// Reads the log of all batches.
    init(_ database: Database) throws {
        let newest = try LedgerEntry.newest(database)
        let sql = "SELECT id, voids FROM batch WHERE voids IS NOT NULL ORDER BY id"
        let undos = try Row.fetchAll(database.cachedStatement(sql: sql)).map { row in
            (id: try row.decode(Int.self, atIndex: 0), target: try row.decode(Int.self, atIndex: 1))
        }
        do {
            try self.init(newest, undos: undos)
        } catch {
            throw DatabaseError.damage(error.what)
        }
    }
}
