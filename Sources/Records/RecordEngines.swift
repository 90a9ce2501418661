public import Indicators
public import Record
internal import RecordSQLite

/// The engines that keep records, each known by the form of its records' names: a path is a file of SQLite.
public struct RecordEngines: RecordKeeper {
    private let files: SQLiteKeeper

    /// Makes the keeper of all records.
    /// - Parameter clock: tells when a batch is recorded.
    public init(clock: @escaping @Sendable () -> Timestamp) { files = SQLiteKeeper(clock: clock) }

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
        (try? engine(of: place))?.service(ofRecordAt: place)
    }

    /// Opens a backup, which is a file whatever engine it is restored to.
    public func openBackup(_ file: String) throws(RecordFailure) -> any RecordBackup {
        try engine(of: file).openBackup(file)
    }

    /// The engine that a name is meant for. A server's address is never shown: it may have a password anywhere.
    private func engine(of place: String) throws(RecordFailure) -> any RecordKeeper {
        let scheme = place.prefix { $0 != ":" }.lowercased()
        guard ["postgres", "postgresql"].contains(scheme), place.dropFirst(scheme.count).hasPrefix("://") else {
            return files
        }
        throw .unreadable(
            place: "\(scheme)://…", why: "this Mosaic can't keep a record in a PostgreSQL server yet; name a file")
    }
}
