import Formats
import Glibc
import Record

/// A backup that is open for reading, to be restored.
final class BackupFile: RecordBackup {
    /// The backup's path, as its user named it.
    let path: String
    private let descriptor: Int32

    /// Opens a backup, with the rights that the process has now.
    ///
    /// - Throws: ``RecordFailure`` where it is missing, unreadable, no record, or has a write-ahead log beside it: then it
    ///   isn't a backup but a record that is in use.
    init(path: String) throws(RecordFailure) {
        self.path = path
        descriptor = try Self.opened(path)
    }

    private static func opened(_ path: String) throws(RecordFailure) -> Int32 {
        var status = stat()
        guard unsafe stat(path + "-wal", &status) != 0 || status.st_size == 0 else {
            throw .unreadable(
                place: path,
                why: "it is a record in use, with a write-ahead log; make a backup of it by `mosaic backup --database`")
        }
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(place: path, why: "\(SystemError(errno))") }
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .unreadable(place: path, why: "it is no regular file")
        }
        return descriptor
    }

    deinit { close(descriptor) }

    /// Puts the backup in the place of the record at a path, and keeps what was there as `<path>.before-restore`.
    ///
    /// The backup is copied beside the record, checked, and on disk before the record is touched; then the record is
    /// replaced at one stroke. A record that is damaged is replaced too.
    /// - Throws: ``RecordFailure/secondService(place:)`` or ``RecordFailure/busy(place:)`` where the record is in use.
    func restore(to place: String) throws(RecordFailure) -> RecordContent {
        let record = RecordFile(place)
        let lock = try ServiceLockFile(database: place, isSharing: true)
        let draft = try record.makeDraft()
        defer { draft.remove() }
        try copy(to: draft)
        try requireRecord(draft)
        let tally = try draft.examined(as: self.path)
        try draft.synchronize()
        try record.replace(by: draft)
        try record.synchronizeDirectory()
        lock.release()
        return RecordContent(batches: tally.batches, statements: tally.statements, bytes: record.size)
    }

    /// Makes sure that the copy is a record of a schema that is known; errors name the backup.
    private func requireRecord(_ copy: RecordFile) throws(RecordFailure) {
        do throws(RecordFailure) {
            guard case .record = try copy.content() else {
                throw RecordFailure.notARecord(place: path, why: "it is empty")
            }
        } catch {
            switch error {
            case .notARecord(_, let why): throw .notARecord(place: path, why: why)
            case .newerSchema(_, let found, let known): throw .newerSchema(place: path, found: found, known: known)
            default: throw error
            }
        }
    }

    private func copy(to draft: RecordFile) throws(RecordFailure) {
        let target = unsafe open(draft.path, O_WRONLY | O_CLOEXEC)
        guard target >= 0 else { throw .cannotCreate(place: draft.path, why: "\(SystemError(errno))") }
        defer { close(target) }
        var offset: off_t = 0
        var block = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = unsafe pread(descriptor, &block, block.count, offset)
            if count == 0 { return }
            if count < 0 {
                guard errno == EINTR else { throw .unreadable(place: path, why: "\(SystemError(errno))") }
                continue
            }
            var written = 0
            while written < count {
                let more = unsafe block.withUnsafeBytes { bytes in
                    let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[written..<count])
                    return unsafe pwrite(target, rest.baseAddress, rest.count, offset + off_t(written))
                }
                if more > 0 {
                    written += more
                } else if errno != EINTR {
                    let code = errno
                    throw code == ENOSPC
                        ? .diskFull(place: draft.path) : .inputOutput(place: draft.path, why: "\(SystemError(code))")
                }
            }
            offset += off_t(count)
        }
    }
}
