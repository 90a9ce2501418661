internal import Formats
internal import Glibc
internal import Reports

/// A file that is written whole or left as it was.
///
/// It is opened before its content is there: a command that becomes another user in between could not open it any more.
struct WholeFile: ~Copyable {
    private let descriptor: Int32
    private let path: String
    /// Whether the file is an empty one that was made for what has not come yet.
    private var isPending = false

    /// Opens a file, or makes an empty one.
    ///
    /// - Throws: ``CommandFailure`` of a file that can't be made or written.
    init(at path: String) throws(CommandFailure) {
        self.path = path
        var made = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        isPending = made >= 0
        if made < 0, errno == EEXIST { made = unsafe open(path, O_WRONLY | O_CLOEXEC) }
        descriptor = made
        guard descriptor >= 0 else {
            throw CommandFailure(.cannotCreate, "\(path) can't be written: \(SystemError(errno))")
        }
    }

    deinit {
        close(descriptor)
        // Another user may not take it away: then it stays, empty.
        if isPending { unsafe unlink(path) }
    }

    /// Writes all of the file. Its room is reserved first, so that a full disk leaves the old content.
    ///
    /// - Throws: ``CommandFailure`` where there is no room, or where writing fails.
    mutating func write(_ bytes: [UInt8]) throws(CommandFailure) {
        // What is no file of a disk, such as a pipe, has no room to reserve.
        let reserved = posix_fallocate(descriptor, 0, max(1, bytes.count))
        guard [0, EINVAL, ESPIPE, ENODEV, EOPNOTSUPP].contains(reserved) else { throw failure(reserved) }
        var start = 0
        while start < bytes.count {
            let written = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress?.advanced(by: start), $0.count - start)
            }
            if written >= 0 { start += written } else if errno != EINTR { throw failure(errno) }
        }
        guard ftruncate(descriptor, bytes.count) == 0 || errno == EINVAL else { throw failure(errno) }
        isPending = false
    }

    private func failure(_ code: Int32) -> CommandFailure {
        CommandFailure(.inputOutput, "\(path) can't be written: \(SystemError(code))")
    }
}
