import Formats
import GRDB
import Glibc
import Record

/// What a copy of a record was found to hold.
struct RecordTally: Hashable {
    var batches: Int
    var statements: Int

    init(_ database: Database) throws {
        batches = try Int.fetchOne(database, sql: "SELECT count(*) FROM batch") ?? 0
        statements = try Int.fetchOne(database, sql: "SELECT count(*) FROM statement") ?? 0
    }
}

extension RecordFile {
    /// Makes a copy of the state of a record that a reader sees, under this file's name: whole, checked and on disk, or
    /// not there.
    ///
    /// Writers of the record don't wait for it.
    /// - Parameters:
    ///   - original: the record's path, for errors.
    ///   - replacing: whether a file that has the name already is replaced by the copy; else that is an error.
    func keepCopy(of source: Database, from original: String, replacing: Bool) throws(RecordFailure) -> RecordTally {
        let draft = try makeDraft()
        defer { draft.remove() }
        let tally: RecordTally
        do {
            tally = try RecordTally(source)
            let queue = try DatabaseQueue(path: draft.path)
            try queue.writeWithoutTransaction { try source.backup(to: $0) }
            try queue.close()
        } catch let error as DatabaseError {
            throw RecordFailure(error, place: error.resultCode == .SQLITE_CORRUPT ? original : path)
        } catch {
            throw RecordFailure(error, place: original)
        }
        let found = try draft.examined(as: original)
        guard found == tally else {
            throw .inputOutput(
                place: path, why: "the copy has \(found.statements) statements, the record \(tally.statements)")
        }
        try draft.synchronize()
        if replacing {
            guard unsafe rename(draft.path, path) == 0 else {
                throw .cannotCreate(place: path, why: "\(SystemError(errno))")
            }
        } else {
            try alias(draft, or: "it is there already; name a file that isn't")
        }
        try synchronizeDirectory()
        return tally
    }

    /// Opens the record as every program does and checks all of it; what it holds.
    ///
    /// - Parameter path: whose damage it is that is found.
    func examined(as path: String) throws(RecordFailure) -> RecordTally {
        do {
            let queue = try DatabaseQueue(path: self.path)
            let tally = try queue.inDatabase { database in
                let faults = try String.fetchAll(database, sql: "PRAGMA integrity_check(1)")
                if let fault = faults.first, fault != "ok" { throw DatabaseError.damage(fault) }
                if let row = try Row.fetchOne(database, sql: "PRAGMA foreign_key_check") {
                    throw DatabaseError.damage(
                        "a row of \(row[0] ?? "a table") refers to one of \(row[2] ?? "another") that is not there")
                }
                if try RecordSchema.version(of: database) == RecordSchema.current.version {
                    let finding = try ChecksumExamination.findings(in: database).first
                    if let finding { throw DatabaseError.damage(finding.message) }
                }
                return try RecordTally(database)
            }
            try queue.close()
            return tally
        } catch {
            throw RecordFailure(error, place: path)
        }
    }

    /// Brings the file to the disk.
    func synchronize() throws(RecordFailure) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .inputOutput(place: path, why: "\(SystemError(errno))") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .inputOutput(place: path, why: "\(SystemError(errno))") }
    }

    /// Gives another file this one's name, too.
    /// - Parameter why: what is wrong where the name is taken.
    func alias(_ other: RecordFile, or why: String) throws(RecordFailure) {
        guard unsafe link(other.path, path) != 0 else { return }
        let code = errno
        throw .cannotCreate(place: path, why: code == EEXIST ? why : "\(SystemError(code))")
    }
}
