import Foundation
import GRDB
import Glibc
import Indicators
import MosaicTestKit
import Record
import RecordSQLite
import Testing

/// A backup is a record of one moment; a restore puts it back and loses nothing.
struct BackupTests {
    @Test
    func `a backup holds what the record held, and is a file of its own`() throws {
        try withFilledRecord { folder, record in
            let content = try record.backUp(to: folder.backup)
            #expect(content.batches == 1)
            #expect(content.statements == 2001)
            #expect(try folder.contents.keys.filter { $0.hasPrefix("backup") } == ["backup.db"])
            try HistoryStep.undo(1, at: .noon).take(on: record)
            let copy = try SQLiteRecord.open(path: folder.backup, for: .reading)
            #expect(try copy.allFigures().count == 2001)
            #expect(try record.allFigures().isEmpty)
        }
    }

    @Test
    func `writers don't wait for a backup, nor does it for them, and it is of one state`() throws {
        try withFilledRecord { folder, record in
            let path = folder.record
            DispatchQueue.concurrentPerform(iterations: 2) { role in
                #expect(throws: Never.self) {
                    let record = try SQLiteRecord.open(
                        path: path, for: .writing, busyTimeout: .milliseconds(1))
                    for number in 1...20 {
                        if role == 0 {
                            let rows = (1000...1100).map { StatedRow.sample(Double(number), year: $0) }
                            try HistoryStep.file("file \(number)", rows).take(on: record)
                        } else {
                            _ = try record.backUp(to: "\(folder.backup)-\(number)")
                        }
                    }
                }
            }
            for number in 1...20 {
                let copy = try SQLiteRecord.open(path: "\(folder.backup)-\(number)", for: .reading)
                let newest = try copy.batches().count
                let values = Set(try copy.allFigures().prefix(101).map { $0.observation.value })
                #expect(values == [newest == 1 ? 1 : Double(newest - 1)])
            }
        }
    }

    @Test
    func `a file that is there is not overwritten, and a folder that isn't there is none to make one in`() throws {
        try withFilledRecord { folder, record in
            try Data("mine".utf8).write(to: URL(filePath: folder.backup))
            for path in [folder.backup, folder.record, folder.appending(path: "none").backup] {
                let error = #expect(throws: RecordFailure.self) { _ = try record.backUp(to: path) }
                guard case .cannotCreate(path, _)? = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
            }
            #expect(try folder.contents["backup.db"] == Data("mine".utf8))
        }
    }

    @Test
    func `a damaged record makes no backup`() throws {
        try withTemporaryFolder { folder in
            try fill(folder.record)
            var bytes = try Data(contentsOf: URL(filePath: folder.record))
            bytes.replaceSubrange(bytes.count - 8192..<bytes.count, with: repeatElement(0xAA, count: 8192))
            try bytes.write(to: URL(filePath: folder.record))
            let error = #expect(throws: RecordFailure.self) {
                _ = try SQLiteRecord.open(path: folder.record, for: .reading).backUp(to: folder.backup)
            }
            guard case .damaged(folder.record, _)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(try folder.contents.keys.filter { $0.contains("backup") } == [])
        }
    }

    @Test
    func `a restored record is the backup, and the one before it is kept, a record too`() throws {
        try withFilledRecord { folder, record in
            _ = try record.backUp(to: folder.backup)
            try HistoryStep.file("later", [.sample(7)]).take(on: record)
        } then: { folder in
            let content = try files.openBackup(folder.backup).restore(to: folder.record)
            #expect(content.batches == 1)
            #expect(try SQLiteRecord.open(path: folder.record, for: .reading).batches().count == 1)
            let old = try SQLiteRecord.open(path: "\(folder.record).before-restore", for: .writing)
            #expect(try old.batches().count == 2)
            try HistoryStep.undo(2, at: .noon).take(on: old)
            try write(to: old.place) { database in
                let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode")
                #expect(mode == "wal")
            }
        }
    }

    @Test
    func `a record that is open is not replaced; no more is one that a service has`() throws {
        try withFilledRecord { folder, record in
            _ = try record.backUp(to: folder.backup)
            #expect(throws: RecordFailure.busy(place: folder.record)) {
                _ = try files.openBackup(folder.backup).restore(to: folder.record)
            }
            #expect(try record.batches().count == 1)
        } then: { folder in
            let lock = try files.lockService(ofRecordAt: folder.record)
            #expect(throws: RecordFailure.secondService(place: folder.record)) {
                _ = try files.openBackup(folder.backup).restore(to: folder.record)
            }
            #expect(files.service(ofRecordAt: folder.record)?.process == Int(getpid()))
            lock.release()
            #expect(files.service(ofRecordAt: folder.record) == nil)
            #expect(try !folder.contents.keys.contains("mosaic.db.before-restore"))
        }
    }

    @Test(arguments: [nil, 0, 5, 9000])
    func `a record that is missing, empty or no database is replaced`(size: Int?) throws {
        try withFilledRecord { folder, record in
            _ = try record.backUp(to: folder.backup)
        } then: { folder in
            for name in try folder.contents.keys where name.hasPrefix("mosaic.db") {
                try FileManager.default.removeItem(at: folder.appending(path: name))
            }
            let before = size.map { Data(repeating: UInt8(ascii: "x"), count: $0) }
            try before?.write(to: URL(filePath: folder.record))
            _ = try files.openBackup(folder.backup).restore(to: folder.record)
            #expect(try SQLiteRecord.open(path: folder.record, for: .reading).allFigures().count == 2001)
            #expect(try folder.contents["mosaic.db.before-restore"] == ((size ?? 0) > 0 ? before : nil))
        }
    }

    @Test(arguments: ["missing", "text", "cut", "in use"])
    func `what is no whole backup is not restored`(what: String) throws {
        try withFilledRecord { folder, record in
            _ = try record.backUp(to: folder.backup)
            let backup = URL(filePath: folder.backup)
            switch what {
            case "missing": try FileManager.default.removeItem(at: backup)
            case "text": try Data("text".utf8).write(to: backup)
            case "cut": try Data(contentsOf: backup).prefix(20_000).write(to: backup)
            default: try Data("frames".utf8).write(to: URL(filePath: folder.backup + "-wal"))
            }
        } then: { folder in
            let before = try folder.contents
            #expect(throws: RecordFailure.self) { _ = try files.openBackup(folder.backup).restore(to: folder.record) }
            #expect(try folder.contents.filter { $0.key != "mosaic.db.service-lock" } == before)
        }
    }

    @Test
    func `a second restore does not overwrite what the first one kept`() throws {
        try withFilledRecord { folder, record in
            _ = try record.backUp(to: folder.backup)
        } then: { folder in
            _ = try files.openBackup(folder.backup).restore(to: folder.record)
            let error = #expect(throws: RecordFailure.self) {
                _ = try files.openBackup(folder.backup).restore(to: folder.record)
            }
            guard case .cannotCreate("\(folder.record).before-restore", _)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(try SQLiteRecord.open(path: folder.record, for: .reading).batches().count == 1)
        }
    }

    @Test
    func `who has the old record open after all writes nothing to it`() throws {
        try withFilledRecord { folder, record in
            try FileManager.default.moveItem(
                at: URL(filePath: folder.record), to: URL(filePath: folder.record + ".away"))
            #expect(throws: RecordFailure.busy(place: folder.record)) {
                try HistoryStep.file("later", [.sample(7)]).take(on: record)
            }
        }
    }

    /// Runs a body with a record of one batch, then another one when the record is closed.
    private func withFilledRecord(
        _ body: (URL, SQLiteRecord) throws -> Void, then: (URL) throws -> Void = { _ in }
    ) throws {
        try withTemporaryFolder { folder in
            try fill(folder.record)
            try body(folder, try SQLiteRecord.open(path: folder.record, for: .writing))
            try then(folder)
        }
    }
}

extension URL {
    /// The backup in a test's folder.
    var backup: String { appending(path: "backup.db").path(percentEncoded: false) }
}
