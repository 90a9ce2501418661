import Formats
import Glibc
import Record
import Synchronization

/// The right to be the one service on a record, held until it is released or the process ends.
///
/// A lock (`flock`) on `<database>.service-lock`; the file stays, it is the lock on it that counts. A service that has lost its
/// record shares the lock with who restores it, and with nobody else.
final class ServiceLockFile: ServiceLock {
    private let database: String
    private let descriptor: Mutex<Int32?>

    private var path: String { database + ".service-lock" }

    /// Takes the lock of the record at a path, without waiting.
    ///
    /// - Parameter isSharing: whether it is enough to share the lock with a service that has lost its record.
    /// - Throws: ``RecordFailure/secondService(place:)`` where another service has it.
    init(database: String, isSharing: Bool = false) throws(RecordFailure) {
        self.database = database
        let descriptor = try Self.opened(database)
        self.descriptor = Mutex(descriptor)
        guard flock(descriptor, LOCK_EX | LOCK_NB) != 0 else { return }
        let code = errno
        if code == EWOULDBLOCK, isSharing, flock(descriptor, LOCK_SH | LOCK_NB) == 0 { return }
        throw code == EWOULDBLOCK
            ? .secondService(place: database) : .inputOutput(place: database, why: "\(SystemError(code))")
    }

    deinit { release() }

    /// Lets the next service have the record.
    func release() {
        descriptor.withLock { descriptor in
            if let open = descriptor { close(open) }
            descriptor = nil
        }
    }

    /// Lets the record be restored.
    func yield() {
        descriptor.withLock { if let open = $0 { _ = flock(open, LOCK_SH | LOCK_NB) } }
    }

    /// Has the record for this service alone again; the lock's file may be another one by now, as the record is.
    ///
    /// - Throws: ``RecordFailure/busy(place:)`` where the record is being restored just now.
    func claim() throws(RecordFailure) {
        try descriptor.withLock { descriptor throws(RecordFailure) in
            guard var held = descriptor else { throw .secondService(place: database) }
            if !isAtPath(held) {
                let next = try Self.opened(database)
                close(held)
                (held, descriptor) = (next, next)
            }
            guard flock(held, LOCK_EX | LOCK_NB) != 0 else { return }
            let code = errno
            // A lock that can't be made stronger is lost.
            _ = flock(held, LOCK_SH | LOCK_NB)
            throw code == EWOULDBLOCK
                ? .busy(place: database) : .inputOutput(place: database, why: "\(SystemError(code))")
        }
    }

    private func isAtPath(_ descriptor: Int32) -> Bool {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 && FileIdentity(status) == FileIdentity(path: path)
    }

    private static func opened(_ database: String) throws(RecordFailure) -> Int32 {
        let path = database + ".service-lock"
        let descriptor = unsafe open(path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard descriptor >= 0 else {
            throw .cannotCreate(place: database, why: "\(path): \(SystemError(errno))")
        }
        return descriptor
    }
}
