import GRDB
public import Record

/// The record in a SQLite database, shared with other processes.
///
/// Several processes may have it open. Writers wait for each other; readers wait for nobody and see what was committed before
/// they began. An append or undo is on disk when it returns. Nothing that is no record, or a newer one, is touched.
/// Every member blocks its thread until it is done.
public final class SQLiteRecord: RecordStore {
    /// What a record is opened for.
    public enum Mode: Hashable, Sendable {
        /// Reading alone: a record is never made.
        case readOnly
        /// Reading and writing; `create`: a record that is missing is made, with mode 0640; its directory must exist.
        case readWrite(create: Bool)
    }

    /// The database's path.
    public let path: String
    let readers: DatabasePool
    let figureCounts = FigureCounts()
    /// The histories of so many series are read by connections of a ``HistoryFeed``, not by the one that asks.
    let leastForFeed: Int
    private let writer: DatabaseQueue?
    private let schema: RecordSchema

    private init(
        path: String, readers: DatabasePool, writer: DatabaseQueue?, schema: RecordSchema, leastForFeed: Int
    ) {
        self.path = path
        self.readers = readers
        self.writer = writer
        self.schema = schema
        self.leastForFeed = leastForFeed
    }

    /// Opens the record at a path; one of an older schema is brought to this Mosaic's first.
    /// - Parameter busyTimeout: how long a writer waits for another one.
    public static func open(
        path: String, mode: Mode, busyTimeout: Duration = .seconds(30)
    ) throws(RecordFailure) -> SQLiteRecord {
        try open(path: path, mode: mode, busyTimeout: busyTimeout, schema: .current)
    }

    package static func open(
        path: String, mode: Mode, busyTimeout: Duration = .seconds(30), schema: RecordSchema, leastForFeed: Int = 256
    ) throws(RecordFailure) -> SQLiteRecord {
        try prepareFile(RecordFile(path, schema: schema), mode: mode)
        do {
            let readers = try DatabasePool(path: path, configuration: configuration(busyTimeout, isReadOnly: true))
            let found = try readers.read { try RecordSchema.version(of: $0) }
            // The file's header may be older than its write-ahead log, which only a connection sees.
            guard found <= schema.version else {
                throw RecordFailure.newerSchema(path: path, found: found, known: schema.version)
            }
            guard found < schema.version || mode != .readOnly else {
                return SQLiteRecord(
                    path: path, readers: readers, writer: nil, schema: schema, leastForFeed: leastForFeed)
            }
            let writer = try DatabaseQueue(path: path, configuration: configuration(busyTimeout, isReadOnly: false))
            if found < schema.version { try RecordFile(path, schema: schema).migrate(by: writer, copying: readers) }
            return SQLiteRecord(
                path: path, readers: readers, writer: mode == .readOnly ? nil : writer, schema: schema,
                leastForFeed: leastForFeed)
        } catch {
            throw RecordFailure(error, path: path)
        }
    }

    /// A number that changes with every commit to the record, whichever process or connection made it.
    ///
    /// Asked on a connection that never writes, so that this process's own commits count too.
    public func dataVersion() throws(RecordFailure) -> Int {
        do {
            return try readers.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
        } catch {
            throw RecordFailure(error, path: path)
        }
    }

    /// Runs a body on one state of the record.
    func read<Result>(_ body: (Database) throws -> Result) throws(RecordFailure) -> Result {
        do {
            return try readers.read(body)
        } catch {
            throw RecordFailure(error, path: path)
        }
    }

    /// Runs a body as the only writer, and keeps what it did if it says so.
    func write<Result>(
        _ body: (Database) throws -> (result: Result, isKept: Bool)
    ) throws(RecordFailure) -> Result {
        guard let writer else { throw .inputOutput(path: path, why: "it was opened for reading alone") }
        do {
            return try writer.inDatabase { database in
                try database.beginTransaction(.immediate)
                do {
                    try requireUnchanged(database)
                    let (result, isKept) = try body(database)
                    if isKept { try database.commit() } else { try database.rollback() }
                    return result
                } catch {
                    // SQLite may have rolled back itself; the error that led here is the one to tell.
                    try? database.rollback()
                    throw error
                }
            }
        } catch {
            throw RecordFailure(error, path: path)
        }
    }
}

extension SQLiteRecord {
    /// Makes sure that the database is still the one at the path, and still of the schema that it was opened with.
    ///
    /// A restore puts another file there, a newer Mosaic brings it to a newer schema: nothing is written past either.
    private func requireUnchanged(_ database: Database) throws {
        guard try !database.hasMoved() else { throw RecordFailure.busy(path: path) }
        let found = try RecordSchema.version(of: database)
        guard found == schema.version else {
            throw RecordFailure.newerSchema(path: path, found: found, known: schema.version)
        }
    }

    private static func prepareFile(_ file: RecordFile, mode: Mode) throws(RecordFailure) {
        let content = try file.content()
        switch (content, mode) {
        case (.record, _): return
        case (.nothing, .readWrite(create: true)), (.empty, .readWrite(create: true)): try file.create()
        case (.nothing, _): throw .missing(path: file.path)
        case (.empty, _): throw .notARecord(path: file.path, why: "it is empty")
        }
    }

    /// Bytes to which a write-ahead log that a great batch made longer is cut once it is in the database.
    private static let logSizeLimit = 16_777_216

    private static func configuration(_ busyTimeout: Duration, isReadOnly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .timeout(busyTimeout / .seconds(1))
        configuration.persistentReadOnlyConnections = true
        configuration.maximumReaderCount = 4
        configuration.label = "record"
        configuration.prepareDatabase { database in
            try HistoryReader.prepare(database)
            // Readers go through the record in its order, each page once: a cache of SQLite's own size serves nobody.
            try database.execute(
                sql: isReadOnly
                    ? "PRAGMA cache_size = -256"
                    : "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = \(logSizeLimit)")
        }
        return configuration
    }
}
