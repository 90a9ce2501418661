import Glibc
public import Record

/// The right to be the one service on a record, held until the value ends or the process does.
///
/// A lock (`flock`) on `<database>.service-lock`; the file stays, it is the lock on it that counts.
public struct ServiceLock: ~Copyable {
    private let descriptor: Int32

    /// Takes the lock of the record at a path, without waiting.
    /// - Throws: ``RecordFailure/secondService(path:)`` where another service has it.
    public init(database path: String) throws(RecordFailure) {
        let descriptor = unsafe open(path + ".service-lock", O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard descriptor >= 0 else {
            throw .cannotCreate(path: path, why: "\(path).service-lock: \(RecordFile.message(errno))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(descriptor)
            throw code == EWOULDBLOCK
                ? .secondService(path: path) : .inputOutput(path: path, why: RecordFile.message(code))
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }
}
