import GRDB
import Glibc
import Record

import enum Record.RecordError

extension RecordFile {
    /// Makes an empty record at the path: whole or not at all, whatever else makes one there at the same time.
    ///
    /// It is made under another name beside the path and then linked to it; what others put there meanwhile stays.
    /// An empty file is replaced under its own lock, which every maker of a record takes.
    func create() throws(RecordError) {
        let draft = RecordFile("\(path).new-\(getpid())-\(UInt32.random(in: .min ... .max))")
        let descriptor = unsafe open(draft.path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else {
            let code = errno
            throw code == ENOSPC
                ? .diskFull(path: path) : .cannotCreate(path: path, why: "\(directory): \(Self.message(code))")
        }
        _ = fchmod(descriptor, 0o640)
        close(descriptor)
        defer { for suffix in ["", "-wal", "-shm", "-journal"] { unsafe unlink(draft.path + suffix) } }
        do {
            try draft.writeSchema()
        } catch {
            throw RecordError(error, path: path)
        }
        try put(draft)
        try synchronizeDirectory()
    }

    private func writeSchema() throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { database in
            _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.inTransaction(.immediate) {
                try RecordSchema.migrate(database)
                return .commit
            }
        }
        try queue.close()
    }

    private func put(_ draft: RecordFile) throws(RecordError) {
        while true {
            if unsafe link(draft.path, path) == 0 { return }
            let code = errno
            guard code == EEXIST else { throw .cannotCreate(path: path, why: Self.message(code)) }
            switch try replaceIfEmpty(by: draft) {
            case .replaced, .filledByOthers: return
            case .vanished: continue
            }
        }
    }

    private enum Replacement {
        case replaced, filledByOthers, vanished
    }

    private func replaceIfEmpty(by draft: RecordFile) throws(RecordError) -> Replacement {
        var seen = stat()
        guard unsafe stat(path, &seen) == 0 else { return .vanished }
        guard seen.st_size == 0 else { return .filledByOthers }
        let descriptor = unsafe open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw reasonNotOpened(why: Self.message(errno)) }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_EX) == 0 else { throw .inputOutput(path: path, why: Self.message(errno)) }
        var held = stat()
        guard unsafe fstat(descriptor, &held) == 0, unsafe stat(path, &seen) == 0 else { return .vanished }
        guard held.st_ino == seen.st_ino, held.st_dev == seen.st_dev, seen.st_size == 0 else { return .filledByOthers }
        guard unsafe rename(draft.path, path) == 0 else { throw .cannotCreate(path: path, why: Self.message(errno)) }
        return .replaced
    }

    private func synchronizeDirectory() throws(RecordError) {
        let descriptor = unsafe open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotCreate(path: path, why: Self.message(errno)) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 || errno == EINVAL else {
            throw .inputOutput(path: path, why: Self.message(errno))
        }
    }
}
