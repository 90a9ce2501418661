import GRDB
package import Indicators
public import Record
import Synchronization

/// The record in a SQLite database, shared with other processes.
///
/// Several processes may have it open. Writers wait for each other; readers wait for nobody and see what was committed before
/// they began. An append or undo is on disk when it returns. Nothing that is no record, or a newer one, is touched.
public final class SQLiteRecord: RecordStore {
    /// The database's path.
    public let place: String
    /// The path of its write-ahead log.
    let logPath: String
    /// Tells when a batch is recorded.
    let clock: @Sendable () -> Timestamp
    let readers: DatabasePool
    let batchTimes = BatchTimes()
    /// The histories of so many series are read by connections of a ``HistoryFeed``, not by the one that asks.
    let leastForFeed: Int
    /// The last commit that was looked up for ``mayDiffer(from:)``.
    let watch = Mutex<CommitWatch?>(nil)
    private let writer: DatabaseQueue?
    private let schema: RecordSchema
    private let opened: OpenedFiles

    private init(
        path: String, clock: @escaping @Sendable () -> Timestamp, readers: DatabasePool, writer: DatabaseQueue?,
        schema: RecordSchema, leastForFeed: Int
    ) throws(RecordFailure) {
        self.place = path
        logPath = path + "-wal"
        self.opened = try OpenedFiles(RecordFile(path, schema: schema))
        self.clock = clock
        self.readers = readers
        self.writer = writer
        self.schema = schema
        self.leastForFeed = leastForFeed
    }

    /// Opens the record at a path; one of an older schema is brought to this Mosaic's first.
    ///
    /// A record that is made has mode 0640; its directory must exist.
    /// - Parameters:
    ///   - clock: tells when a batch is recorded.
    ///   - busyTimeout: how long a writer waits for another one.
    package static func open(
        path: String, for access: RecordAccess, clock: @escaping @Sendable () -> Timestamp,
        busyTimeout: Duration = .seconds(30), schema: RecordSchema = .current, leastForFeed: Int = 256
    ) throws(RecordFailure) -> SQLiteRecord {
        try prepareFile(RecordFile(path, schema: schema), for: access)
        do {
            let readers = try DatabasePool(path: path, configuration: configuration(busyTimeout, isReadOnly: true))
            let found = try readers.read { try RecordSchema.version(of: $0) }
            // The file's header may be older than its write-ahead log, which only a connection sees.
            guard found <= schema.version else {
                throw RecordFailure.newerSchema(place: path, found: found, known: schema.version)
            }
            guard found < schema.version || access != .reading else {
                return try SQLiteRecord(
                    path: path, clock: clock, readers: readers, writer: nil, schema: schema, leastForFeed: leastForFeed)
            }
            let writer = try DatabaseQueue(path: path, configuration: configuration(busyTimeout, isReadOnly: false))
            if found < schema.version { try RecordFile(path, schema: schema).migrate(by: writer, copying: readers) }
            return try SQLiteRecord(
                path: path, clock: clock, readers: readers, writer: access == .reading ? nil : writer, schema: schema,
                leastForFeed: leastForFeed)
        } catch {
            throw RecordFailure(error, place: path)
        }
    }

    /// What the record holds now.
    public func view() throws(RecordFailure) -> any RecordView { try SQLiteView(self) }

    /// Which state the record is in now.
    ///
    /// - Throws: ``RecordFailure`` too where the files at the path are others by now, or were cut. It is not written then any more,
    ///   not even to bring its log into it.
    public func state() throws(RecordFailure) -> StateToken {
        try closingWriter { () throws(RecordFailure) in
            try opened.requireUnchanged()
            return try read { try StateToken($0) }
        }
    }

    /// Makes sure that the files at the path are still those that were opened, as ``state()`` does.
    func requireFiles() throws(RecordFailure) {
        try closingWriter { () throws(RecordFailure) in try opened.requireUnchanged() }
    }

    /// Runs a body; where it fails nothing is written any more.
    private func closingWriter<Result>(_ body: () throws(RecordFailure) -> Result) throws(RecordFailure) -> Result {
        do throws(RecordFailure) {
            return try body()
        } catch {
            // The readers are open still, so that SQLite leaves the log as it is.
            try? writer?.close()
            throw error
        }
    }

    /// Runs a body on one state of the record.
    func read<Result>(_ body: (Database) throws -> Result) throws(RecordFailure) -> Result {
        do {
            return try readers.read { database in
                try database.requireNotMoved()
                return try body(database)
            }
        } catch {
            throw RecordFailure(error, place: place)
        }
    }

    /// Runs a body as the only writer, and keeps what it did if it says so.
    func write<Result>(
        _ body: (Database) throws -> (result: Result, isKept: Bool)
    ) throws(RecordFailure) -> Result {
        guard let writer else { throw .readOnly(place: place, why: "it was opened for reading alone") }
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
            throw RecordFailure(error, place: place)
        }
    }
}

extension SQLiteRecord {
    /// Makes sure that the database is still the one at the path, and still of the schema that it was opened with.
    ///
    /// A restore puts another file there, a newer Mosaic brings it to a newer schema: nothing is written past either.
    private func requireUnchanged(_ database: Database) throws {
        guard try !database.hasMoved() else { throw RecordFailure.busy(place: place) }
        let found = try RecordSchema.version(of: database)
        guard found == schema.version else {
            throw RecordFailure.newerSchema(place: place, found: found, known: schema.version)
        }
    }

    private static func prepareFile(_ file: RecordFile, for access: RecordAccess) throws(RecordFailure) {
        let content = try file.content()
        switch (content, access) {
        case (.record, _): return
        case (.nothing, .creating), (.empty, .creating): try file.create()
        case (.nothing, _): throw .missing(place: file.path)
        case (.empty, _): throw .notARecord(place: file.path, why: "it is empty")
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
