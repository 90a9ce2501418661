public import Indicators
public import Record
internal import RecordPostgres
internal import RecordSQLite

/// The engines that keep records, each known by the form of its records' names.
///
/// An address is a database of PostgreSQL, a path a file of SQLite.
public struct RecordEngines: RecordKeeper {
    private let files: SQLiteKeeper
    private let servers: PostgresKeeper

    /// Makes the keeper of all records.
    /// - Parameter clock: tells when a batch is recorded.
    public init(clock: @escaping @Sendable () -> Timestamp) {
        files = SQLiteKeeper(clock: clock)
        servers = PostgresKeeper(clock: clock)
    }

    /// What may be shown of a place.
    public func shown(_ place: String) -> String { engine(of: place).shown(place) }

    /// Whether a record is at a place.
    public func hasRecord(at place: String) throws(RecordFailure) -> Bool { try engine(of: place).hasRecord(at: place) }

    /// Opens the record at a place.
    public func open(_ place: String, for access: RecordAccess) throws(RecordFailure) -> any RecordStore {
        try engine(of: place).open(place, for: access)
    }

    /// Lets this process become the owner of the record at a place where it is root's.
    public func becomeOwner(ofRecordAt place: String) throws(RecordFailure) {
        try engine(of: place).becomeOwner(ofRecordAt: place)
    }

    /// Takes the right to be the one service on the record at a place.
    public func lockService(ofRecordAt place: String) throws(RecordFailure) -> any ServiceLock {
        try engine(of: place).lockService(ofRecordAt: place)
    }

    /// The service that has the record at a place.
    public func service(ofRecordAt place: String) -> RecordService? {
        engine(of: place).service(ofRecordAt: place)
    }

    /// Opens a backup, a file.
    public func openBackup(_ file: String) throws(RecordFailure) -> any RecordBackup {
        FileBackup(of: try engine(of: file).openBackup(file))
    }

    private func engine(of place: String) -> any RecordKeeper { PostgresKeeper.keeps(place) ? servers : files }
}

/// A backup that is a file, and can take the place of a record that is one.
private struct FileBackup: RecordBackup {
    private let file: any RecordBackup

    init(of file: any RecordBackup) { self.file = file }

    func restore(to place: String) throws(RecordFailure) -> RecordContent {
        if PostgresKeeper.keeps(place) { _ = try PostgresKeeper { .init(microseconds: 0) }.openBackup(place) }
        return try file.restore(to: place)
    }
}
