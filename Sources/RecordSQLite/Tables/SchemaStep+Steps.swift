import GRDB

extension SchemaStep {
    /// Times are microseconds and dates days since 1970; a status is its letter's ASCII code, 0 a retraction; a bound is its
    /// place among eq, ge, gt, le, lt, approx. References
    /// are for `PRAGMA foreign_key_check`; to enforce them would cost a million look-ups a batch.
    static let first: SchemaStep = """
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
    static let second: SchemaStep = """
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

    /// Every row comes under a checksum, a ledger goes on with each batch, and repeats become one row a batch and series.
    ///
    /// `ordinals` and the ledger's `series` are as `PackedNumbers` has them. A series's `sum` is that of its key and of all
    /// that is kept of it. It alone changes, with each batch that speaks of the series.
    static let third = SchemaStep(
        """
        ALTER TABLE series ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE text ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE record ADD COLUMN schema_sum INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE record ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE repeat (
            series INTEGER NOT NULL REFERENCES series (id),
            batch INTEGER NOT NULL REFERENCES batch (id),
            ordinals BLOB NOT NULL,
            PRIMARY KEY (series, batch)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE ledger (
            batch INTEGER PRIMARY KEY REFERENCES batch (id),
            series BLOB NOT NULL,
            said INTEGER NOT NULL,
            figures INTEGER,
            all_backfills INTEGER NOT NULL,
            all_retractions INTEGER NOT NULL,
            all_undos INTEGER NOT NULL,
            all_rows INTEGER NOT NULL,
            all_new INTEGER NOT NULL,
            all_revised INTEGER NOT NULL,
            all_confirmed INTEGER NOT NULL,
            all_older INTEGER NOT NULL,
            all_unchanged INTEGER NOT NULL,
            all_retracted INTEGER NOT NULL,
            series_sum INTEGER NOT NULL,
            times_sum INTEGER NOT NULL,
            undos_sum INTEGER NOT NULL,
            units_sum INTEGER NOT NULL,
            sum INTEGER NOT NULL
        ) STRICT;
        """
    ) { database in
        var ledger = try FirstLedger(database)
        try ledger.fill()
        try database.execute(sql: "DROP TABLE repetition; DROP TABLE batch_series;")
    }
}
