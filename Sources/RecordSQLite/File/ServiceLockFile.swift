import Glibc
import Record
import Synchronization

/// The right to be the one service on a record, held until it is released or the process ends.
///
/// A lock (`flock`) on `<database>.service-lock`; the file stays, it is the lock on it that counts.
final class ServiceLockFile: ServiceLock {
    private let descriptor: Mutex<Int32?>

    /// Takes the lock of the record at a path, without waiting.
    /// - Throws: ``RecordFailure/secondService(place:)`` where another service has it.
    init(database path: String) throws(RecordFailure) {
        let descriptor = unsafe open(path + ".service-lock", O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard descriptor >= 0 else {
            throw .cannotCreate(place: path, why: "\(path).service-lock: \(RecordFile.message(errno))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(descriptor)
            throw code == EWOULDBLOCK
                ? .secondService(place: path) : .inputOutput(place: path, why: RecordFile.message(code))
        }
        self.descriptor = Mutex(descriptor)
    }

    deinit { release() }

    /// Lets the next service have the record.
    func release() {
        descriptor.withLock { descriptor in
            if let open = descriptor { close(open) }
            descriptor = nil
        }
    }
}
