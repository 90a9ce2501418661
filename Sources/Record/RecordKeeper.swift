/// Keeps records, each at a place that its user names: opens and restores them, and knows whose they are and who serves them.
public protocol RecordKeeper: Sendable {
    /// What may be shown of a place, which may have a password in it.
    func shown(_ place: String) -> String

    /// Whether a record is at a place. Nothing is changed or made.
    /// - Throws: ``RecordFailure`` where something else is there, or can't be looked at.
    func hasRecord(at place: String) throws(RecordFailure) -> Bool

    /// Opens the record at a place; one of an older schema is brought to this Mosaic's first.
    func open(_ place: String, for access: RecordAccess) throws(RecordFailure) -> any RecordStore

    /// Lets this process become the owner of the record at a place where it is root's; else checks that it may use the record.
    func becomeOwner(ofRecordAt place: String) throws(RecordFailure)

    /// Takes the right to be the one service on the record at a place, without waiting.
    /// - Throws: ``RecordFailure/secondService(place:)`` where another service has it.
    func lockService(ofRecordAt place: String) throws(RecordFailure) -> any ServiceLock

    /// The service that has the record at a place; nil: none has.
    func service(ofRecordAt place: String) -> RecordService?

    /// Opens a backup with the rights that the process has now.
    func openBackup(_ file: String) throws(RecordFailure) -> any RecordBackup
}

extension RecordKeeper {
    /// All of it: a path has no password.
    public func shown(_ place: String) -> String { place }

    /// Opens the record at a place as one whose batches can be carried into another, or come from there.
    /// - Throws: ``RecordFailure/cannotCreate(place:why:)`` where its engine can't do that.
    public func openPortable(_ place: String, for access: RecordAccess) throws(RecordFailure) -> any PortableRecord {
        let store = try open(place, for: access)
        guard let record = store as? any PortableRecord else {
            throw .cannotCreate(place: store.place, why: "its engine can't carry batches from record to record")
        }
        return record
    }
}

/// What a record is opened for.
public enum RecordAccess: Hashable, Sendable, CaseIterable {
    /// Reading alone.
    case reading
    /// Reading and writing; the record has to be there.
    case writing
    /// Reading and writing; a record that is missing is made.
    case creating
}

/// The right to be the one service on a record, held until it is released or the process ends.
public protocol ServiceLock: AnyObject, Sendable {
    /// Lets the next service have the record.
    func release()

    /// Lets the record be restored while this service can't read it; no other service gets it.
    func yield()

    /// Takes back what ``yield()`` gave.
    /// - Throws: ``RecordFailure/busy(place:)`` where the record is being restored just now.
    func claim() throws(RecordFailure)
}

/// A service that has a record.
public struct RecordService: Hashable, Sendable {
    /// The number of its process.
    public let process: Int
    /// Whether it reads the record; else it has lost it, serves what it last made of it, and looks for it again and again.
    public let isReading: Bool

    /// Makes what is known of a service.
    public init(process: Int, isReading: Bool) { (self.process, self.isReading) = (process, isReading) }
}

/// A backup that is open for reading, to be restored.
public protocol RecordBackup: Sendable {
    /// Puts the backup in the place of a record, and keeps what was there beside it.
    ///
    /// The backup is checked before the record is touched; then the record is replaced at one stroke.
    /// - Throws: ``RecordFailure/secondService(place:)`` or ``RecordFailure/busy(place:)`` where the record is in use.
    func restore(to place: String) throws(RecordFailure) -> RecordContent
}
