public import Indicators
public import Record

/// Keeps records in files, each a SQLite database at its path.
public struct SQLiteKeeper: RecordKeeper {
    private let clock: @Sendable () -> Timestamp

    /// Makes a keeper.
    /// - Parameter clock: tells when a batch is recorded.
    public init(clock: @escaping @Sendable () -> Timestamp) { self.clock = clock }

    /// Whether a record is at a path; an empty file is none yet.
    public func hasRecord(at place: String) throws(RecordFailure) -> Bool {
        switch try RecordFile(place).content() {
        case .record: true
        case .nothing, .empty: false
        }
    }

    /// Opens the record at a path.
    public func open(_ place: String, for access: RecordAccess) throws(RecordFailure) -> any RecordStore {
        try SQLiteRecord.open(path: place, for: access, clock: clock)
    }

    /// Lets this process become the owner of the record's file where it is root's.
    public func becomeOwner(ofRecordAt place: String) throws(RecordFailure) {
        try RecordOwner(databasePath: place).become()
    }

    /// Takes the lock beside the record's file.
    public func lockService(ofRecordAt place: String) throws(RecordFailure) -> any ServiceLock {
        try ServiceLockFile(database: place)
    }

    /// The service that has the lock beside the record's file.
    public func service(ofRecordAt place: String) -> RecordService? { ServiceLockFile.holder(database: place) }

    /// Opens a copy of a record's file.
    public func openBackup(_ file: String) throws(RecordFailure) -> any RecordBackup { try BackupFile(path: file) }
}
