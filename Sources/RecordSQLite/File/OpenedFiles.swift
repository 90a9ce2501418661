import Formats
import Glibc
import Record
import Synchronization

/// The files that the connections to a record have open. It tells whether they still have the record's names and bytes.
///
/// SQLite goes on with a file that was moved, replaced or cut: what it has in its memory is not looked up again.
final class OpenedFiles: Sendable {
    private let file: RecordFile
    private let database: FileIdentity
    private let log: FileIdentity?
    private let index: FileIdentity?
    /// The most bytes that the database was seen to have: a record only grows.
    private let size: Mutex<Int>

    /// Notes which files have the names now; once the connections have read, their log and its index are there.
    ///
    /// - Throws: ``RecordFailure`` where there is no file at the path.
    init(_ file: RecordFile) throws(RecordFailure) {
        var status = stat()
        guard unsafe stat(file.path, &status) == 0 else { throw file.reasonNotOpened(why: "\(SystemError(errno))") }
        self.file = file
        database = FileIdentity(status)
        log = FileIdentity(path: file.log)
        index = FileIdentity(path: file.path + "-shm")
        size = Mutex(Int(status.st_size))
    }

    /// Makes sure that the files have their names still, can be read, and were not cut.
    ///
    /// Another file under the record's name does not get the old one's log: that is set aside.
    func requireUnchanged() throws(RecordFailure) {
        var status = stat()
        guard unsafe stat(file.path, &status) == 0 else {
            throw errno == EACCES ? file.reasonNotOpened(why: "\(SystemError(EACCES))") : moved
        }
        guard FileIdentity(status) == database else {
            if let log, log == FileIdentity(path: file.log) { try file.setAsideLog() }
            throw moved
        }
        guard unsafe access(file.path, R_OK) == 0 else { throw file.reasonNotOpened(why: "\(SystemError(errno))") }
        let now = Int(status.st_size)
        let most = size.withLock { size in
            size = max(size, now)
            return size
        }
        guard now == most else {
            throw .damaged(place: file.path, why: "it was cut from \(most) bytes to \(now)")
        }
        guard log == nil || log == FileIdentity(path: file.log),
            index == nil || index == FileIdentity(path: file.path + "-shm")
        else { throw .unreachable(place: file.path, why: "its write-ahead log was taken away") }
    }

    private var moved: RecordFailure {
        .unreachable(place: file.path, why: "another file has its name now, or none")
    }
}

/// Which file it is, whatever its name.
struct FileIdentity: Hashable {
    private let device: dev_t
    private let inode: ino_t

    init(_ status: stat) {
        device = status.st_dev
        inode = status.st_ino
    }

    /// The file that has a name; nil: none can be seen.
    init?(path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        self.init(status)
    }
}
