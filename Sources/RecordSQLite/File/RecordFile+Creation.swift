import Formats
import GRDB
import Glibc
import Record

extension RecordFile {
    /// Makes an empty record at the path: whole or not at all, whatever else makes one there at the same time.
    ///
    /// It is made under another name beside the path and then linked to it; what others put there meanwhile stays.
    /// An empty file is replaced under its own lock, which every maker of a record takes.
    func create() throws(RecordFailure) {
        try requireNoLeftLog()
        let draft = try makeDraft()
        defer { draft.remove() }
        do {
            try draft.writeSchema()
        } catch {
            throw RecordFailure(error, place: path)
        }
        try put(draft)
        try synchronizeDirectory()
    }

    /// Makes an empty file under another name beside the path, for whoever may use the record.
    ///
    /// Drafts that killed processes left are removed.
    func makeDraft() throws(RecordFailure) -> RecordFile {
        removeLeftDrafts()
        let draft = RecordFile("\(path).new-\(getpid())-\(UInt32.random(in: .min ... .max))", schema: schema)
        let descriptor = unsafe open(draft.path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else {
            let code = errno
            throw code == ENOSPC
                ? .diskFull(place: path) : .cannotCreate(place: path, why: "\(directory): \(SystemError(code))")
        }
        _ = fchmod(descriptor, 0o640)
        close(descriptor)
        return draft
    }

    /// Removes drafts whose process is gone and that are older than any draft in the making.
    private func removeLeftDrafts() {
        let name = path.split(separator: "/").last.map { "\($0).new-" } ?? ""
        guard let folder = unsafe opendir(directory) else { return }
        defer { unsafe closedir(folder) }
        while let entry = unsafe readdir(folder) {
            let found = unsafe withUnsafePointer(to: &entry.pointee.d_name) { start in
                unsafe start.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            guard found.hasPrefix(name), let process = pid_t(found.dropFirst(name.count).prefix { $0 != "-" }),
                kill(process, 0) != 0, errno == ESRCH
            else { continue }
            let draft = "\(directory)/\(found)"
            var status = stat()
            guard unsafe stat(draft, &status) == 0, status.st_mtim.tv_sec < time(nil) - 3600 else { continue }
            unsafe unlink(draft)
        }
    }

    /// Removes the file and what SQLite keeps beside it, as far as it is there.
    func remove() {
        for suffix in ["", "-wal", "-shm", "-journal"] { unsafe unlink(path + suffix) }
    }

    private func writeSchema() throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { database in
            _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.inTransaction(.immediate) {
                try schema.migrate(database)
                return .commit
            }
        }
        try queue.close()
    }

    /// Gives a draft the path's name, unless something but an empty file has it.
    func put(_ draft: RecordFile) throws(RecordFailure) {
        while true {
            if unsafe link(draft.path, path) == 0 { return }
            let code = errno
            guard code == EEXIST else { throw .cannotCreate(place: path, why: "\(SystemError(code))") }
            switch try replaceIfEmpty(by: draft) {
            case .replaced, .filledByOthers: return
            case .vanished: continue
            }
        }
    }

    private enum Replacement {
        case replaced, filledByOthers, vanished
    }

    private func replaceIfEmpty(by draft: RecordFile) throws(RecordFailure) -> Replacement {
        var seen = stat()
        guard unsafe stat(path, &seen) == 0 else { return .vanished }
        guard seen.st_size == 0 else { return .filledByOthers }
        let descriptor = unsafe open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw reasonNotOpened(why: "\(SystemError(errno))") }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_EX) == 0 else { throw .inputOutput(place: path, why: "\(SystemError(errno))") }
        var held = stat()
        guard unsafe fstat(descriptor, &held) == 0, unsafe stat(path, &seen) == 0 else { return .vanished }
        guard held.st_ino == seen.st_ino, held.st_dev == seen.st_dev, seen.st_size == 0 else { return .filledByOthers }
        guard unsafe rename(draft.path, path) == 0 else {
            throw .cannotCreate(place: path, why: "\(SystemError(errno))")
        }
        return .replaced
    }

    /// Brings the directory's names to the disk.
    func synchronizeDirectory() throws(RecordFailure) {
        let descriptor = unsafe open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotCreate(place: path, why: "\(SystemError(errno))") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 || errno == EINVAL else {
            throw .inputOutput(place: path, why: "\(SystemError(errno))")
        }
    }
}
