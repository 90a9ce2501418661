public import Record
import Synchronization

/// Keeps naive records by their names, in memory alone: for tests of what opens its record by a name.
public final class NaiveRecordKeeper: RecordKeeper {
    private let shelf = NaiveShelf()
    fileprivate let services = Mutex<[String: RecordService]>([:])
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
    public func serve(_ place: String, by process: Int, isReading: Bool = true) {
        services.withLock { $0[place] = RecordService(process: process, isReading: isReading) }
    }

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

    /// Puts another, empty record at a place, as who moves the one that is there away.
    public func replaceRecord(at place: String) { shelf.replace(place) }

    /// Takes the service's lock of the record at a place.
    public func lockService(ofRecordAt place: String) throws(RecordFailure) -> any ServiceLock {
        let isFree = services.withLock { services in
            if services[place] != nil { return false }
            services[place] = RecordService(process: 1, isReading: true)
            return true
        }
        guard isFree else { throw .secondService(place: place) }
        return NaiveServiceLock(keeper: self, place: place)
    }

    /// The service that has the lock of the record at a place; this process is 1.
    public func service(ofRecordAt place: String) -> RecordService? { services.withLock { $0[place] } }

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
        let isFree = keeper.services.withLock { $0[place]?.isReading != true }
        guard isFree else { throw .secondService(place: place) }
        keeper.record(at: place).replace(by: record)
        return record.content
    }
}

private final class NaiveServiceLock: ServiceLock {
    private let keeper: NaiveRecordKeeper
    private let place: String

    init(keeper: NaiveRecordKeeper, place: String) { (self.keeper, self.place) = (keeper, place) }

    deinit { release() }

    func release() { keeper.services.withLock { if $0[place]?.process == 1 { $0[place] = nil } } }

    func yield() { keeper.serve(place, by: 1, isReading: false) }

    func claim() throws(RecordFailure) { keeper.serve(place, by: 1) }
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

    func replace(_ place: String) { records.withLock { $0[place] = NaiveRecord(place: place, shelf: self) } }

    /// Puts a record on the shelf, unless another one is at its place.
    func put(_ record: NaiveRecord) -> Bool {
        records.withLock { records in
            if records[record.place] != nil { return false }
            records[record.place] = record
            return true
        }
    }
}
