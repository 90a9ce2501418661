import Formats
import Glibc
import Record

extension RecordFile {
    /// The path of the database's write-ahead log.
    var log: String { path + "-wal" }

    /// Makes sure that no log of another database is beside the path: SQLite would read it into a new one.
    func requireNoLeftLog() throws(RecordFailure) {
        guard hasLeftLog else { return }
        throw .cannotCreate(
            place: path,
            why:
                "\(log) is the log of a record that is gone; restore a backup, or put the record back, or move the log away"
        )
    }

    /// Gives the log of another database a name at which SQLite does not read it; its pages may be wanted still.
    func setAsideLog() throws(RecordFailure) {
        guard hasLeftLog else { return }
        let place = log + ".left"
        guard unsafe link(log, place) == 0, unsafe unlink(log) == 0 else {
            throw .cannotCreate(place: path, why: "\(log) can't be set aside as \(place): \(SystemError(errno))")
        }
    }

    private var hasLeftLog: Bool {
        var status = stat()
        return unsafe stat(log, &status) == 0 && status.st_size > 0
    }
}

extension RecordFile {
    /// Makes sure that the database has all pages that its header counts, in itself or in its log.
    ///
    /// A checkpoint writes the header first, and the process that makes it may be killed: then the log has the rest.
    /// - Parameter header: the first 100 bytes. (SQLite, "Database File Format", 1.3)
    func requireWhole(header: [UInt8]) throws(RecordFailure) {
        let short = Int(header[16]) << 8 | Int(header[17])
        let pageSize = short == 1 ? 65_536 : short
        let pages = Int(header.bigEndian(at: 28))
        // Before version 3.7 of SQLite the count was not kept.
        guard pageSize >= 512, pages > 0, header[24..<28] == header[92..<96] else { return }
        let present = databaseSize / pageSize
        guard present < pages else { return }
        let logged = loggedPages(pageSize: pageSize)
        // A checkpoint that is through by now has grown the file, and its log may be another's.
        guard databaseSize / pageSize < pages, !(present + 1...pages).allSatisfy(logged.contains) else { return }
        throw .damaged(place: path, why: "it has \(databaseSize) bytes, its header says \(pages * pageSize)")
    }

    private var databaseSize: Int {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// The numbers of the pages that the log has. (SQLite, "WAL-mode File Format", 2.1 and 2.2)
    private func loggedPages(pageSize: Int) -> Set<Int> {
        let descriptor = unsafe open(log, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        // On its log a database has no locks that this would release.
        defer { close(descriptor) }
        var head = [UInt8](repeating: 0, count: 32)
        guard unsafe pread(descriptor, &head, 32, 0) == 32 else { return [] }
        var pages: Set<Int> = []
        var frame = [UInt8](repeating: 0, count: 24)
        var offset: off_t = 32
        while unsafe pread(descriptor, &frame, 24, offset) == 24, frame[8..<16] == head[16..<24] {
            pages.insert(Int(frame.bigEndian(at: 0)))
            offset += off_t(24 + pageSize)
        }
        return pages
    }
}

extension [UInt8] {
    /// The number of four bytes, the most significant first.
    func bigEndian(at offset: Int) -> UInt32 { self[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) } }
}
