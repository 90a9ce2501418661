import Formats
import GRDBSQLite
import Glibc
import Record

/// The file of a record, before any connection to it: what is there, whose it is, and whether it may be touched.
struct RecordFile {
    /// What is at the path.
    enum Content {
        /// Nothing.
        case nothing
        /// A file of zero bytes.
        case empty
        /// A record, of a schema that this Mosaic knows.
        case record
    }

    let path: String
    /// The newest schema that may be there.
    let schema: RecordSchema

    init(_ path: String, schema: RecordSchema = .current) {
        self.path = path
        self.schema = schema
    }

    /// What is at the path. Nothing is changed, locked or made.
    func content() throws(RecordFailure) -> Content {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            let code = errno
            if code == ENOENT { return .nothing }
            if code == EACCES { throw .notAllowed(place: path, owner: ownerName) }
            throw .unreadable(place: path, why: "\(SystemError(code))")
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            let isDirectory = status.st_mode & S_IFMT == S_IFDIR
            throw .unreadable(place: path, why: isDirectory ? "it is a directory" : "it is no regular file")
        }
        guard unsafe access(path, R_OK) == 0 else { throw .notAllowed(place: path, owner: ownerName) }
        guard status.st_size > 0 else { return .empty }
        try checkHeader(size: Int(status.st_size))
        return .record
    }

    /// Whether nothing has the name, not even a link to nothing.
    var isFree: Bool {
        var status = stat()
        return unsafe lstat(path, &status) != 0
    }

    /// Whether there is no room left on the file's disk.
    var isOnFullDisk: Bool {
        var status = statvfs()
        return unsafe statvfs(path, &status) == 0 && status.f_bavail == 0
    }

    /// Bytes on disk, the write-ahead log too.
    var size: Int {
        [path, path + "-wal"].reduce(0) { sum, path in
            var status = stat()
            return unsafe stat(path, &status) == 0 ? sum + Int(status.st_size) : sum
        }
    }

    /// Why SQLite could not open or write the file, as far as the file system tells.
    func reasonNotOpened(why: String) -> RecordFailure {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            return errno == EACCES ? .notAllowed(place: path, owner: ownerName) : .missing(place: path)
        }
        var system = statvfs()
        if unsafe statvfs(path, &system) == 0, system.f_flag & UInt(ST_RDONLY) != 0 {
            return .unreadable(place: path, why: "its file system is read-only; copy it to one that can be written")
        }
        if unsafe access(path, R_OK | W_OK) != 0 || access(directory, W_OK | X_OK) != 0 {
            return .notAllowed(place: path, owner: ownerName)
        }
        return .inputOutput(place: path, why: why)
    }

    /// The directory that holds the file.
    var directory: String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The user that owns the file, or the nearest directory above it that can be seen.
    private var ownerName: String {
        var place = RecordFile(path)
        var status = stat()
        while unsafe stat(place.path, &status) != 0 {
            guard place.path != place.directory else { return "another user" }
            place = RecordFile(place.directory)
        }
        return RecordOwner.name(of: status.st_uid)
    }
}

extension RecordFile {
    /// Reads the first 100 bytes, and refuses what is no record or a newer one.
    ///
    /// By SQLite's own file handle: to close another of the same file would release every lock that this process has on it.
    private func checkHeader(size: Int) throws(RecordFailure) {
        var header = [UInt8](repeating: 0, count: 100)
        guard size >= header.count else { throw .notARecord(place: path, why: "it is no SQLite database") }
        var connection: OpaquePointer?
        defer { _ = unsafe sqlite3_close(connection) }
        guard unsafe sqlite3_open_v2(path, &connection, SQLITE_OPEN_READONLY, nil) == SQLITE_OK else {
            throw reasonNotOpened(why: "it can't be opened")
        }
        var file: UnsafeMutablePointer<sqlite3_file>?
        guard unsafe sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK,
            let file = unsafe file, let read = unsafe file.pointee.pMethods?.pointee.xRead,
            unsafe read(file, &header, 100, 0) == SQLITE_OK
        else { throw .inputOutput(place: path, why: "its first bytes can't be read") }
        guard header.starts(with: "SQLite format 3\0".utf8) else {
            throw .notARecord(place: path, why: "it is no SQLite database")
        }
        guard header.bigEndian(at: 68) == RecordSchema.applicationID else {
            throw .notARecord(place: path, why: "it is another program's database")
        }
        let version = Int(header.bigEndian(at: 60))
        guard version <= schema.version else {
            throw .newerSchema(place: path, found: version, known: schema.version)
        }
        try requireWhole(header: header)
    }
}
