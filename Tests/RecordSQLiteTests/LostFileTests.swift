import Foundation
import Glibc
import Indicators
import MosaicTestKit
import Record
import Testing

@testable import RecordSQLite

/// What becomes of a record whose file is moved, replaced or cut while it is open, as a service has it.
struct LostFileTests {
    /// A record of two batches, the second of which is in the write-ahead log alone; open, and read.
    private func opened(_ folder: URL) throws -> SQLiteRecord {
        try fill(folder.record)
        let record = try SQLiteRecord.open(path: folder.record, for: .writing)
        try HistoryStep.file("logged", (3001...5000).map { .sample(8, year: $0) }).take(on: record)
        _ = try record.allFigures()
        return record
    }

    private func isDamaged(_ body: () throws -> Void) throws -> Bool {
        do { try body() } catch RecordFailure.damaged { return true }
        return false
    }

    @Test(arguments: [0, 100, 4096, 20_000]) func `a file that was cut is damaged, open as it is and opened again`(
        bytes: off_t
    ) throws {
        try withTemporaryFolder { folder in
            let record = try opened(folder)
            let state = try record.state()
            #expect(unsafe truncate(folder.record, bytes) == 0)
            #expect(try isDamaged { _ = try record.wait(for: state, until: .now) })
            // Nothing was brought into it from its log.
            #expect(size(of: folder.record) == Int(bytes))
            #expect(throws: RecordFailure.self) { try SQLiteRecord.open(path: folder.record, for: .writing) }
        }
    }

    @Test func `a file whose header counts pages that its log has is whole, and without the log it is damaged`() throws
    {
        try withTemporaryFolder { folder in
            let record = try opened(folder)
            let figures = try record.allFigures()
            let copy = folder.appending(path: "copy.db").path(percentEncoded: false)
            // As a checkpoint leaves both that was ended after its first page.
            var database = try Data(contentsOf: URL(fileURLWithPath: folder.record))
            let log = try Data(contentsOf: URL(fileURLWithPath: folder.record + "-wal"))
            let pages = stride(from: 32, to: log.count, by: 4096 + 24).map { Int(log[$0 + 2]) << 8 | Int(log[$0 + 3]) }
            let last = try #require(pages.max())
            #expect(last > database.count / 4096)
            database.replaceSubrange(28..<32, with: [0, 0, UInt8(last >> 8), UInt8(last & 0xFF)])
            try database.write(to: URL(fileURLWithPath: copy))
            try log.write(to: URL(fileURLWithPath: copy + "-wal"))
            do {
                #expect(try SQLiteRecord.open(path: copy, for: .reading).allFigures() == figures)
            }
            try? FileManager.default.removeItem(atPath: copy + "-wal")
            try database.write(to: URL(fileURLWithPath: copy))
            #expect(try isDamaged { _ = try SQLiteRecord.open(path: copy, for: .reading) })
        }
    }

    @Test func `another file under the name is another record, and gets no log of the one before`() throws {
        try withTemporaryFolder { folder in
            let record = try opened(folder)
            _ = try record.backUp(to: folder.backup)
            try HistoryStep.file("later", [.sample(9, year: 5001)]).take(on: record)
            let state = try record.state()
            let wanted = try SQLiteRecord.open(path: folder.backup, for: .reading).allFigures()
            try FileManager.default.removeItem(atPath: folder.record)
            try FileManager.default.moveItem(atPath: folder.backup, toPath: folder.record)
            #expect(throws: RecordFailure.self) { try record.wait(for: state, until: .now) }
            #expect(FileManager.default.fileExists(atPath: folder.record + "-wal.left"))
            let next = try SQLiteRecord.open(path: folder.record, for: .writing)
            #expect(try next.allFigures() == wanted)
            let catalog = Catalog(regions: [], indicators: [], targetRows: [])
            #expect(try !next.examine(against: catalog).contains { $0.severity == .damage })
        }
    }

    @Test func `a record that was moved away and back has all that its log had`() throws {
        try withTemporaryFolder { folder in
            let wanted: [Figure]
            do {
                let record = try opened(folder)
                wanted = try record.allFigures()
                let state = try record.state()
                try FileManager.default.moveItem(atPath: folder.record, toPath: folder.record + ".away")
                #expect(throws: RecordFailure.self) { try record.wait(for: state, until: .now) }
            }
            #expect(throws: RecordFailure.missing(place: folder.record)) {
                try SQLiteRecord.open(path: folder.record, for: .writing)
            }
            // Nor is another one made beside its log.
            let refused = #expect(throws: RecordFailure.self) {
                try SQLiteRecord.open(path: folder.record, for: .creating)
            }
            #expect(refused?.description.contains("-wal is the log of a record that is gone") == true)
            try FileManager.default.moveItem(atPath: folder.record + ".away", toPath: folder.record)
            #expect(try SQLiteRecord.open(path: folder.record, for: .writing).allFigures() == wanted)
        }
    }

    @Test(arguments: ["-wal", "-shm"]) func `a log that is taken away is noticed`(suffix: String) throws {
        try withTemporaryFolder { folder in
            let record = try opened(folder)
            let state = try record.state()
            #expect(try record.wait(for: state, until: .now) == nil)
            try FileManager.default.removeItem(atPath: folder.record + suffix)
            let failure = RecordFailure.unreachable(place: folder.record, why: "its write-ahead log was taken away")
            #expect(throws: failure) { try record.wait(for: state, until: .now) }
        }
    }

    @Test(arguments: [nil, 0, 20_000] as [off_t?])
    func `a service that has lost its record lets it be restored, and no other service have it`(
        cutTo bytes: off_t?
    ) throws {
        try withTemporaryFolder { folder in
            let lock = try files.lockService(ofRecordAt: folder.record)
            let wanted: [Figure]
            do {
                let record = try opened(folder)
                wanted = try record.allFigures()
                _ = try record.backUp(to: folder.backup)
                let backup = try files.openBackup(folder.backup)
                #expect(throws: RecordFailure.secondService(place: folder.record)) {
                    try backup.restore(to: folder.record)
                }
                if let bytes {
                    #expect(unsafe truncate(folder.record, bytes) == 0)
                } else {
                    try FileManager.default.removeItem(atPath: folder.record)
                }
                #expect(throws: RecordFailure.self) { try record.state() }
            }
            lock.yield()
            #expect(files.service(ofRecordAt: folder.record)?.isReading == false)
            #expect(throws: RecordFailure.secondService(place: folder.record)) {
                _ = try files.lockService(ofRecordAt: folder.record)
            }
            _ = try files.openBackup(folder.backup).restore(to: folder.record)
            let record = try SQLiteRecord.open(path: folder.record, for: .writing)
            #expect(try record.allFigures() == wanted)
            try lock.claim()
            #expect(files.service(ofRecordAt: folder.record)?.isReading == true)
            #expect(throws: RecordFailure.secondService(place: folder.record)) {
                try files.openBackup(folder.backup).restore(to: folder.record)
            }
        }
    }

    @Test func `a service that takes its lock back takes that of the directory which is there now`() throws {
        try withTemporaryFolder { folder in
            let here = folder.appending(path: "here")
            try FileManager.default.createDirectory(at: here, withIntermediateDirectories: false)
            let lock = try files.lockService(ofRecordAt: here.record)
            lock.yield()
            try FileManager.default.moveItem(at: here, to: folder.appending(path: "away"))
            #expect(throws: RecordFailure.self) { try lock.claim() }
            try FileManager.default.createDirectory(at: here, withIntermediateDirectories: false)
            try lock.claim()
            #expect(throws: RecordFailure.secondService(place: here.record)) {
                _ = try files.lockService(ofRecordAt: here.record)
            }
        }
    }

    @Test(.enabled(if: geteuid() == 0, "only root can become somebody else"))
    func `rights that are taken away are noticed, and so is that they are given back`() async throws {
        try await withTemporaryFolder { folder in
            unsafe chown(folder.path(percentEncoded: false), 65_534, 65_534)
            await #expect(processExitsWith: .success) { [path = folder.record as String] in
                try #require(setuid(65_534) == 0)
                try fill(path)
                let record = try SQLiteRecord.open(path: path, for: .writing)
                let state = try record.state()
                unsafe chmod(path, 0)
                let denied = RecordFailure.notAllowed(place: path, owner: "nobody")
                #expect(throws: denied) { try record.wait(for: state, until: .now) }
                #expect(throws: denied) { try SQLiteRecord.open(path: path, for: .writing) }
                unsafe chmod(path, 0o640)
                #expect(try SQLiteRecord.open(path: path, for: .writing).state() == state)
            }
        }
    }
}

private func size(of path: String) -> Int? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
}
