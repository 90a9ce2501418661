import GRDB

/// The tables of a record, and how an older schema becomes a newer one.
///
/// Nothing is ever deleted or changed: batches are added, with the statements that they make.
package struct RecordSchema: Sendable {
    /// Marks a database as a record of Mosaic: `MOSA` in ASCII.
    static let applicationID: Int32 = 0x4D4F_5341

    /// The schema that this Mosaic writes.
    package static let current = RecordSchema(migrations: [firstSchema, secondSchema])

    /// The steps, oldest first: the one at index n leads to schema n + 1.
    package let migrations: [String]

    /// Makes a schema of the steps that lead to it.
    package init(migrations: [String]) { self.migrations = migrations }

    /// The schema's number.
    package var version: Int { migrations.count }

    /// The number of the schema that a database has.
    static func version(of database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    }

    /// Brings a database to this schema, within the caller's transaction.
    func migrate(_ database: Database) throws {
        let found = try Self.version(of: database)
        guard found < version else { return }
        for step in migrations.dropFirst(found) { try database.execute(sql: step) }
        try database.execute(sql: "PRAGMA application_id = \(Self.applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(version)")
    }

    /// Times are microseconds and dates days since 1970; a status is its letter's ASCII code, 0 a retraction; a bound is its
    /// place among eq, ge, gt, le, lt, approx. References
    /// are for `PRAGMA foreign_key_check`; to enforce them would cost a million look-ups a batch.
    private static let firstSchema = """
        CREATE TABLE batch (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('backfill', 'retraction', 'undo')),
            recorded INTEGER NOT NULL UNIQUE,
            recorded_by TEXT NOT NULL,
            file TEXT,
            sha256 BLOB CHECK (length(sha256) = 32),
            reading TEXT,
            voids INTEGER REFERENCES batch (id) CHECK (voids < id),
            rows INTEGER NOT NULL DEFAULT 0,
            new INTEGER NOT NULL DEFAULT 0,
            revised INTEGER NOT NULL DEFAULT 0,
            confirmed INTEGER NOT NULL DEFAULT 0,
            older INTEGER NOT NULL DEFAULT 0,
            unchanged INTEGER NOT NULL DEFAULT 0,
            retracted INTEGER NOT NULL DEFAULT 0,
            CHECK ((kind = 'undo') = (voids IS NOT NULL)),
            CHECK ((kind = 'undo') = (sha256 IS NULL)),
            CHECK ((kind = 'undo') = (file IS NULL)),
            CHECK ((kind = 'undo') = (reading IS NULL)),
            CHECK (rows = new + revised + confirmed + older + unchanged + retracted)
        ) STRICT;
        CREATE INDEX batch_by_bytes ON batch (sha256) WHERE sha256 IS NOT NULL;
        CREATE INDEX batch_by_void ON batch (voids) WHERE voids IS NOT NULL;
        CREATE TABLE series (
            id INTEGER PRIMARY KEY,
            indicator TEXT NOT NULL,
            region TEXT NOT NULL,
            UNIQUE (indicator, region)
        ) STRICT;
        CREATE TABLE unit (
            indicator TEXT PRIMARY KEY,
            unit TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE text (
            id INTEGER PRIMARY KEY,
            text TEXT NOT NULL UNIQUE
        ) STRICT;
        CREATE TABLE statement (
            series INTEGER NOT NULL REFERENCES series (id),
            period INTEGER NOT NULL,
            published INTEGER NOT NULL,
            batch INTEGER NOT NULL REFERENCES batch (id),
            row INTEGER NOT NULL,
            value REAL,
            status INTEGER NOT NULL,
            bound INTEGER NOT NULL,
            source INTEGER NOT NULL REFERENCES text (id),
            note INTEGER REFERENCES text (id),
            PRIMARY KEY (series, period, published, batch, row)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE repetition (
            series INTEGER NOT NULL REFERENCES series (id),
            published INTEGER NOT NULL,
            first_period INTEGER NOT NULL,
            last_period INTEGER NOT NULL,
            of_batch INTEGER NOT NULL REFERENCES batch (id),
            batch INTEGER NOT NULL REFERENCES batch (id),
            PRIMARY KEY (series, published, first_period, last_period, of_batch, batch)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE batch_series (
            batch INTEGER NOT NULL REFERENCES batch (id),
            series INTEGER NOT NULL REFERENCES series (id),
            PRIMARY KEY (batch, series)
        ) STRICT, WITHOUT ROWID;
        """

    /// The record gets an id of its own, and each unit the batch that brought it.
    private static let secondSchema = """
        CREATE TABLE record (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            id BLOB NOT NULL CHECK (length(id) = 16)
        ) STRICT;
        INSERT INTO record VALUES (1, randomblob(16));
        ALTER TABLE unit RENAME TO unit_1;
        CREATE TABLE unit (
            indicator TEXT PRIMARY KEY,
            unit TEXT NOT NULL,
            batch INTEGER NOT NULL REFERENCES batch (id)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO unit SELECT indicator, unit, (
            SELECT min(batch.id) FROM series JOIN batch_series ON batch_series.series = series.id
            JOIN batch ON batch.id = batch_series.batch
            WHERE series.indicator = unit_1.indicator AND batch.kind = 'backfill'
        ) FROM unit_1;
        DROP TABLE unit_1;
        """
}
