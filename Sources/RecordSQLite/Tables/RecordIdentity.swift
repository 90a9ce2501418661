import Foundation
import GRDB
import Record

/// The record's own row: its id, and the checksum of how its tables are made.
struct RecordIdentity {
    /// The record's own id, which its backups share.
    let id: UUID
    /// Of the tables and indexes, as they were made.
    private let schemaSum: Checksum

    /// Reads the row, checked.
    init(_ database: Database) throws {
        let rows = try Row.fetchAll(database.cachedStatement(sql: "SELECT id, schema_sum, sum FROM record"))
        guard let row = rows.first, rows.count == 1,
            let bytes = try row.decode(Data?.self, atIndex: 0), bytes.count == 16
        else { throw DatabaseError.damage("the record's own id is missing") }
        id = unsafe bytes.withUnsafeBytes { unsafe $0.loadUnaligned(as: UUID.self) }
        schemaSum = Checksum(column: try row.decode(atIndex: 1))
        guard Self.sum(of: bytes, schemaSum) == Checksum(column: try row.decode(atIndex: 2)) else {
            throw DatabaseError.damage("the record's own id does not fit its checksum")
        }
    }

    /// Makes sure that tables and indexes are made as they were when the checksum was kept.
    func requireSchema(_ database: Database) throws {
        guard try Self.schemaSum(database) == schemaSum else {
            throw DatabaseError.damage("its tables are not made as they were")
        }
    }

    /// Keeps the checksums, once the tables are made.
    static func keep(in database: Database) throws {
        guard let id = try Data.fetchOne(database, sql: "SELECT id FROM record") else {
            throw DatabaseError.damage("the record's own id is missing")
        }
        let schemaSum = try schemaSum(database)
        try database.execute(
            sql: "UPDATE record SET schema_sum = ?, sum = ?",
            arguments: [schemaSum.column, sum(of: id, schemaSum).column])
    }

    /// Lets a record that has no batch yet be another one, of which batches are carried into it.
    static func become(_ id: UUID, in database: Database) throws {
        let bytes = unsafe withUnsafeBytes(of: id.uuid) { unsafe Data($0) }
        try database.execute(sql: "UPDATE record SET id = ?", arguments: [bytes])
        try keep(in: database)
    }

    private static func sum(of id: Data, _ schemaSum: Checksum) -> Checksum {
        var hash = WordHash(.record)
        hash.add(schemaSum.column)
        unsafe id.withUnsafeBytes { unsafe hash.add($0) }
        return Checksum(hash)
    }

    /// Of our tables and indexes alone: what else somebody adds is none of ours.
    private static func schemaSum(_ database: Database) throws -> Checksum {
        let sql = """
            SELECT type, name, tbl_name, sql FROM sqlite_schema
            WHERE name IN ('batch', 'batch_by_bytes', 'batch_by_void', 'ledger', 'record', 'repeat', 'series', 'statement',
                'text', 'unit')
            """
        var sum = Checksum()
        for row in try Row.fetchAll(database.cachedStatement(sql: sql)) {
            var hash = WordHash(.schema)
            for index in 0..<4 { hash.add(try row.decode(String?.self, atIndex: index) ?? "") }
            sum += Checksum(hash)
        }
        return sum
    }
}
