internal import Record
internal import Synchronization

/// The record under the service. It may be lost and opened again, which everybody who asks for it then gets.
///
/// While it is lost no connection to it is open, and it may be restored.
final class ServedRecord: Sendable {
    private let place: String
    private let keeper: any RecordKeeper
    private let lock: any ServiceLock
    private let opened: Mutex<Result<any RecordStore, RecordFailure>>

    /// Opens the record at a place for this service alone; one that is missing is made.
    init(at place: String, of keeper: any RecordKeeper) throws(RecordFailure) {
        self.place = place
        self.keeper = keeper
        try keeper.becomeOwner(ofRecordAt: place)
        lock = try keeper.lockService(ofRecordAt: place)
        opened = Mutex(.success(try keeper.open(place, for: .creating)))
    }

    /// The record as it is open.
    /// - Throws: why it was lost.
    func store() throws(RecordFailure) -> any RecordStore { try opened.withLock { $0 }.get() }

    /// Closes the record, as it can't be read, and lets it be restored.
    func lose(_ failure: RecordFailure) {
        opened.withLock { $0 = .failure(failure) }
        lock.yield()
    }

    /// Opens the record again, for this service alone; one that is missing is not made.
    func reopen() throws(RecordFailure) -> any RecordStore {
        let record = try keeper.open(place, for: .writing)
        try lock.claim()
        opened.withLock { $0 = .success(record) }
        return record
    }

    /// Lets the next service have the record.
    func release() { lock.release() }
}
