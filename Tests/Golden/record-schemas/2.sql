PRAGMA application_id = 1297044289;
PRAGMA user_version = 2;
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
INSERT INTO batch VALUES(1,'backfill',1795566238497965,'statistician','one.csv',X'0DFEC3C263F004EFBB74A89C5E68F4F2728A46B9C717D3B4A559DAE514DE5BF7','csv',NULL,5,5,0,0,0,0,0);
INSERT INTO batch VALUES(2,'backfill',1795566238533084,'statistician','two.csv',X'07FF8AFF9061CB38F74B088AA176432A07C73B531890DB3C9EFFCA6D62BA8C12','csv',NULL,3,0,1,0,0,2,0);
INSERT INTO batch VALUES(3,'retraction',1795566238568047,'statistician','three.csv',X'AFB3D61C5FA715A7613A8AAAAC7E6E31D723469A453C1D421A75698AFF7C008E','csv',NULL,1,0,0,0,0,0,1);
INSERT INTO batch VALUES(4,'backfill',1795566238616796,'statistician','four.csv',X'97470491285D9BB4FF4FDBFDF37DA09509D388DC482FB1E6B0B002E2CAE5C4DF','csv',NULL,1,0,1,0,0,0,0);
INSERT INTO batch VALUES(5,'undo',1795566238640815,'statistician',NULL,NULL,NULL,4,0,0,0,0,0,0,0);
CREATE TABLE record (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id BLOB NOT NULL CHECK (length(id) = 16)
) STRICT;
INSERT INTO record VALUES(1,X'6F1D6C8E0C4B4C0F9D0A3A1B5E7F2A90');
CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    indicator TEXT NOT NULL,
    region TEXT NOT NULL,
    UNIQUE (indicator, region)
) STRICT;
INSERT INTO series VALUES(1,'computing_power','CN');
INSERT INTO series VALUES(2,'computing_power','CN-NM');
CREATE TABLE unit (
    indicator TEXT PRIMARY KEY,
    unit TEXT NOT NULL,
    batch INTEGER NOT NULL REFERENCES batch (id)
) STRICT, WITHOUT ROWID;
INSERT INTO unit VALUES('computing_power','PFLOPS',1);
CREATE TABLE text (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO text VALUES(1,'one.csv');
INSERT INTO text VALUES(2,'a yearbook');
INSERT INTO text VALUES(3,'a press release');
INSERT INTO text VALUES(4,'over 98 EFLOPS');
INSERT INTO text VALUES(5,'two.csv');
INSERT INTO text VALUES(6,'three.csv');
INSERT INTO text VALUES(7,'an erratum');
INSERT INTO text VALUES(8,'four.csv');
INSERT INTO text VALUES(9,'an error');
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
INSERT INTO statement VALUES(1,2021,19118,1,1,NULL,79,0,2,NULL);
INSERT INTO statement VALUES(1,2023,19849,1,1,230000.0,65,0,2,NULL);
INSERT INTO statement VALUES(1,2023,20089,3,1,NULL,0,0,7,NULL);
INSERT INTO statement VALUES(2,2022,19483,1,1,51000.0,65,0,2,NULL);
INSERT INTO statement VALUES(2,2023,19724,1,3,98000.0,69,1,3,4);
INSERT INTO statement VALUES(2,2023,19849,2,1,97000.0,65,0,2,NULL);
INSERT INTO statement VALUES(2,2024,20214,1,4,120000.0,65,0,2,NULL);
INSERT INTO statement VALUES(2,2024,20245,4,1,125000.0,65,0,9,NULL);
CREATE TABLE repetition (
    series INTEGER NOT NULL REFERENCES series (id),
    published INTEGER NOT NULL,
    first_period INTEGER NOT NULL,
    last_period INTEGER NOT NULL,
    of_batch INTEGER NOT NULL REFERENCES batch (id),
    batch INTEGER NOT NULL REFERENCES batch (id),
    PRIMARY KEY (series, published, first_period, last_period, of_batch, batch)
) STRICT, WITHOUT ROWID;
INSERT INTO repetition VALUES(2,19483,2022,2022,1,2);
INSERT INTO repetition VALUES(2,20214,2024,2024,1,2);
CREATE TABLE batch_series (
    batch INTEGER NOT NULL REFERENCES batch (id),
    series INTEGER NOT NULL REFERENCES series (id),
    PRIMARY KEY (batch, series)
) STRICT, WITHOUT ROWID;
INSERT INTO batch_series VALUES(1,1);
INSERT INTO batch_series VALUES(1,2);
INSERT INTO batch_series VALUES(2,2);
INSERT INTO batch_series VALUES(3,1);
INSERT INTO batch_series VALUES(4,2);
CREATE INDEX batch_by_bytes ON batch (sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX batch_by_void ON batch (voids) WHERE voids IS NOT NULL;
