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
    /// Whether the record was there once: it is not made anew then.
    private let wasThere = Mutex(false)

    /// Opens the record at a place for this service alone; one that is missing is made.
    ///
    /// Where its server does not answer it is lost, until ``reopen()`` has it.
    init(at place: String, of keeper: any RecordKeeper) throws(RecordFailure) {
        self.place = place
        self.keeper = keeper
        try keeper.becomeOwner(ofRecordAt: place)
        lock = try keeper.lockService(ofRecordAt: place)
        do throws(RecordFailure) {
            opened = Mutex(.success(try keeper.open(place, for: .creating)))
            wasThere.withLock { $0 = true }
        } catch {
            guard error.isOfSilentServer else { throw error }
            opened = Mutex(.failure(error))
        }
    }

    /// The record as it is open.
    /// - Throws: why it was lost.
    func store() throws(RecordFailure) -> any RecordStore { try opened.withLock { $0 }.get() }

    /// Closes the record, as it can't be read, and lets it be restored.
    func lose(_ failure: RecordFailure) {
        opened.withLock { $0 = .failure(failure) }
        lock.yield()
    }

    /// Opens the record again, for this service alone; one that was there and is missing is not made.
    func reopen() throws(RecordFailure) -> any RecordStore {
        let record = try keeper.open(place, for: wasThere.withLock(\.self) ? .writing : .creating)
        try lock.claim()
        wasThere.withLock { $0 = true }
        opened.withLock { $0 = .success(record) }
        return record
    }

    /// Lets the next service have the record.
    func release() { lock.release() }
}

extension RecordFailure {
    /// Whether the record's server does not answer, which passes: it starts later, or fails over.
    var isOfSilentServer: Bool { if case .unreachable = self { true } else { false } }
}
