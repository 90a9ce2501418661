import Foundation
import Record

/// The tables of a record in a database's schema `mosaic`, and how an older schema becomes a newer one.
///
/// Rows are added and never changed or deleted, but for the number of the schema.
struct Schema: Sendable {
    /// The schema that this Mosaic writes.
    static let current = Schema(steps: [.first])

    /// The steps, oldest first: the one at index n leads to schema n + 1.
    let steps: [String]

    /// The schema's number.
    var version: Int { steps.count }

    /// The number of the schema that a database has; nil: there is no record in it.
    /// - Throws: ``RecordFailure/notARecord(place:why:)`` where somebody else has a schema of our name.
    static func version(in session: inout Session, at place: String) throws -> Int? {
        // Only a table that is read makes a session hear of what others made since its transaction began.
        let found = try session.run(
            """
            SELECT to_regclass('mosaic.record') IS NOT NULL, has_schema_privilege(oid, 'usage')
            FROM pg_namespace WHERE nspname = 'mosaic'
            """)
        guard found.count == 1 else { return nil }
        guard found.int(0, 1) != 0 else {
            throw RecordFailure.refused(place: place, why: "its user may not use the schema mosaic")
        }
        let columns = try session.run(
            """
            SELECT attname::text FROM pg_attribute
            WHERE attrelid = to_regclass('mosaic.record') AND attnum > 0 AND NOT attisdropped ORDER BY attnum
            """)
        let names = (0..<columns.count).map { columns.text($0, 0) }
        guard found.int(0, 0) != 0, names == ["one", "id", "schema", "sum"] else {
            throw RecordFailure.notARecord(place: place, why: "its schema mosaic is somebody else's")
        }
        let rows = try session.run("SELECT schema FROM mosaic.record")
        guard rows.count == 1 else { throw ServerFailure.damage("the record's own row is missing") }
        return Int(rows.int(0, 0))
    }

    /// Makes the tables, or brings them to this schema, within a transaction that has the writers' lock.
    func migrate(_ session: inout Session, at place: String) throws {
        let found = try Self.version(in: &session, at: place)
        guard found ?? 0 < version else { return }
        for step in steps.dropFirst(found ?? 0) { try session.run(script: step) }
        let identity = RecordIdentity(id: found == nil ? UUID() : try RecordIdentity(&session).id, schema: version)
        try identity.keep(in: &session)
    }
}

extension String {
    /// The tables.
    ///
    /// A block is what one batch says of one series: `statements` as ``StatementBlock`` packs them, `repeats` as
    /// `PackedNumbers`. Its `sum` is that of the block, its `total` that of the series's blocks up to it. A text is found by
    /// its `hash`, as a long one has no room in an index.
    fileprivate static let first = """
        CREATE SCHEMA mosaic;
        CREATE TABLE mosaic.record (
            one boolean PRIMARY KEY DEFAULT true CHECK (one),
            id uuid NOT NULL,
            schema integer NOT NULL,
            sum bigint NOT NULL
        );
        CREATE TABLE mosaic.batch (
            \(BatchRow.columns.map(\.definition).joined(separator: ",\n    ")),
            sum bigint NOT NULL
        );
        CREATE INDEX batch_by_bytes ON mosaic.batch (sha256, reading, kind);
        CREATE INDEX batch_by_void ON mosaic.batch (id) WHERE voids IS NOT NULL;
        CREATE INDEX batch_by_attempt ON mosaic.batch (attempt);
        CREATE TABLE mosaic.series (
            id integer PRIMARY KEY,
            indicator text COLLATE "C" NOT NULL,
            region text COLLATE "C" NOT NULL,
            UNIQUE (indicator, region)
        );
        CREATE TABLE mosaic.unit (
            indicator text COLLATE "C" PRIMARY KEY,
            unit text COLLATE "C" NOT NULL,
            batch integer NOT NULL
        );
        CREATE TABLE mosaic.text (
            id integer PRIMARY KEY,
            hash bigint NOT NULL,
            sum bigint NOT NULL,
            text text COLLATE "C" NOT NULL
        );
        CREATE INDEX text_by_hash ON mosaic.text (hash);
        CREATE TABLE mosaic.block (
            series integer NOT NULL,
            batch integer NOT NULL,
            sum bigint NOT NULL,
            total bigint NOT NULL,
            statements bytea NOT NULL,
            repeats bytea NOT NULL,
            PRIMARY KEY (series, batch)
        );
        \(readableRows)
        """
}
