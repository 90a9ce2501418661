public import Record
import Synchronization

/// Keeps naive records by their names, in memory alone: for tests of what opens its record by a name.
public final class NaiveRecordKeeper: RecordKeeper {
    private let shelf = NaiveShelf()
    private let services = Mutex<[String: Int]>([:])
    private let denied = Mutex<[String: RecordFailure]>([:])
    private let wrap: @Sendable (any RecordStore) -> any RecordStore

    /// Makes a keeper of no records.
    /// - Parameter wrap: what is handed out in the place of a record that is opened.
    public init(wrap: @escaping @Sendable (any RecordStore) -> any RecordStore = { $0 }) { self.wrap = wrap }

    /// The record at a place, made if it is missing: for a test to fill it and to look at it.
    public func record(at place: String) -> NaiveRecord { shelf.record(at: place) }

    /// Lets nobody use the record at a place from now on.
    public func deny(_ place: String, with failure: RecordFailure) { denied.withLock { $0[place] = failure } }

    /// Lets a process have the service's lock of the record at a place.
    public func serve(_ place: String, by process: Int) { services.withLock { $0[place] = process } }

    /// Whether a record is at a place.
    public func hasRecord(at place: String) throws(RecordFailure) -> Bool { shelf.find(place) != nil }

    /// Opens the record at a place.
    public func open(_ place: String, for access: RecordAccess) throws(RecordFailure) -> any RecordStore {
        try becomeOwner(ofRecordAt: place)
        if access == .creating { return wrap(record(at: place)) }
        guard let record = shelf.find(place) else { throw .missing(place: place) }
        return wrap(access == .reading ? ReadOnlyRecord(record) : record)
    }

    /// Does nothing where nobody is denied.
    public func becomeOwner(ofRecordAt place: String) throws(RecordFailure) {
        if let failure = denied.withLock({ $0[place] }) { throw failure }
    }

    /// Takes the service's lock of the record at a place.
    public func lockService(ofRecordAt place: String) throws(RecordFailure) -> any ServiceLock {
        let isFree = services.withLock { services in
            if services[place] != nil { return false }
            services[place] = 1
            return true
        }
        guard isFree else { throw .secondService(place: place) }
        return NaiveServiceLock { [self] in services.withLock { $0[place] = nil } }
    }

    /// The process that has the service's lock; this one's is 1.
    public func serviceProcess(ofRecordAt place: String) -> Int? { services.withLock { $0[place] } }

    /// Opens a record as a backup.
    public func openBackup(_ file: String) throws(RecordFailure) -> any RecordBackup {
        guard let record = shelf.find(file) else { throw .unreadable(place: file, why: "No such file or directory") }
        return NaiveBackup(record: record, keeper: self)
    }
}

private struct NaiveBackup: RecordBackup {
    let record: NaiveRecord
    let keeper: NaiveRecordKeeper

    func restore(to place: String) throws(RecordFailure) -> RecordContent {
        let lock = try keeper.lockService(ofRecordAt: place)
        defer { lock.release() }
        keeper.record(at: place).replace(by: record)
        return record.content
    }
}

private final class NaiveServiceLock: ServiceLock {
    private let end: @Sendable () -> Void
    private let isReleased = Mutex(false)

    init(_ end: @escaping @Sendable () -> Void) { self.end = end }

    deinit { release() }

    func release() {
        let isFirst = isReleased.withLock { isReleased in
            defer { isReleased = true }
            return !isReleased
        }
        if isFirst { end() }
    }
}

/// Naive records by their names.
final class NaiveShelf: Sendable {
    private let records = Mutex<[String: NaiveRecord]>([:])

    func find(_ place: String) -> NaiveRecord? { records.withLock { $0[place] } }

    func record(at place: String) -> NaiveRecord {
        records.withLock { records in
            if let record = records[place] { return record }
            let record = NaiveRecord(place: place, shelf: self)
            records[place] = record
            return record
        }
    }

    /// Puts a record on the shelf, unless another one is at its place.
    func put(_ record: NaiveRecord) -> Bool {
        records.withLock { records in
            if records[record.place] != nil { return false }
            records[record.place] = record
            return true
        }
    }
}
