import Foundation
import Record

/// The record's own row: its id, and the number of its schema.
struct RecordIdentity {
    /// The record's own id, which its backups share.
    let id: UUID
    /// The schema's number.
    let schema: Int

    /// An identity of its parts.
    init(id: UUID, schema: Int) {
        self.id = id
        self.schema = schema
    }

    /// Reads the row, checked.
    init(_ session: inout Session) throws {
        let rows = try session.run("SELECT id, schema, sum FROM mosaic.record")
        guard rows.count == 1, unsafe rows.bytes(0, 0).count == 16 else {
            throw ServerFailure.damage("the record's own row is missing")
        }
        self.init(
            id: unsafe rows.bytes(0, 0).loadUnaligned(as: UUID.self), schema: Int(rows.int(0, 1)))
        guard sum == Checksum(column: rows.int(0, 2)) else {
            throw ServerFailure.damage("the record's own row does not fit its checksum")
        }
    }

    /// Keeps the row, which it alone may change.
    func keep(in session: inout Session) throws {
        try session.run(
            """
            INSERT INTO mosaic.record (id, schema, sum) VALUES ($1::text::uuid, $2, $3)
            ON CONFLICT (one) DO UPDATE SET id = excluded.id, schema = excluded.schema, sum = excluded.sum
            """, [.text(id.uuidString), .int(Int64(schema)), .int(sum.column)])
    }

    private var sum: Checksum {
        var hash = WordHash(.record)
        hash.add(Int64(schema))
        hash.add(id.uuidString)
        return Checksum(hash)
    }
}
