import Formats
import GRDB
import Glibc
import Record

extension RecordFile {
    /// Puts a draft in the place of what is at the path, which is kept as `<path>.before-restore`.
    ///
    /// - Throws: ``RecordFailure/busy(place:)`` where another connection has the record open, in whatever process.
    func replace(by draft: RecordFile) throws(RecordFailure) {
        let content: Content
        do {
            content = try self.content()
        } catch {
            switch error {
            case .notARecord, .damaged: return try setAsideDamaged(for: draft)
            default: throw error
            }
        }
        guard case .record = content else {
            try setAsideLogOfNone()
            return try put(draft)
        }
        do {
            try setAside(for: draft)
        } catch let error as DatabaseError {
            guard case .damaged = RecordFailure(error, place: path) else { throw RecordFailure(error, place: path) }
            try setAsideDamaged(for: draft)
        } catch {
            throw RecordFailure(error, place: path)
        }
    }

    /// Moves away the log of a record that is gone: SQLite would read it into the one that comes.
    private func setAsideLogOfNone() throws(RecordFailure) {
        guard unsafe link(log, old.log) != 0 || unlink(log) != 0 else { return }
        let code = errno
        guard code != ENOENT else { return }
        throw .cannotCreate(place: path, why: code == EEXIST ? Self.whyNotSetAside : "\(SystemError(code))")
    }

    private var old: RecordFile { RecordFile(path + ".before-restore", schema: schema) }

    private static var whyNotSetAside: String { "it is there already, from an earlier restore; move it away first" }

    /// Leaves the write-ahead log, which needs that nobody else has the record open, and keeps everybody out until the
    /// draft has its name. Who opened the old one and waits finds that it has moved.
    private func setAside(for draft: RecordFile) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(1)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { database in
            guard try String.fetchOne(database, sql: "PRAGMA journal_mode = DELETE") == "delete" else {
                throw RecordFailure.busy(place: path)
            }
            try database.inTransaction(.exclusive) {
                try old.alias(self, or: Self.whyNotSetAside)
                guard unsafe rename(draft.path, path) == 0 else {
                    throw RecordFailure.cannotCreate(place: path, why: "\(SystemError(errno))")
                }
                return .rollback
            }
        }
        try queue.close()
        // The old one is a record too, should it be wanted again; that it lacks its log's mode would be no loss.
        let kept = try DatabaseQueue(path: old.path)
        try kept.writeWithoutTransaction { _ = try String.fetchOne($0, sql: "PRAGMA journal_mode = WAL") }
        try kept.close()
    }

    /// Moves away what SQLite can't read, its log too: nobody can be using it. A service that has lost it has no connection.
    private func setAsideDamaged(for draft: RecordFile) throws(RecordFailure) {
        try old.alias(self, or: Self.whyNotSetAside)
        _ = unsafe rename(path + "-wal", old.path + "-wal")
        unsafe unlink(path + "-shm")
        guard unsafe rename(draft.path, path) == 0 else {
            throw .cannotCreate(place: path, why: "\(SystemError(errno))")
        }
    }
}
