import Foundation
import MosaicTestKit
import Record
import RecordSQLite
import Testing

struct WatchTests {
    @Test("the data version changes with every commit, of this connection and of others, and with nothing else")
    func dataVersion() throws {
        try withTemporaryFolder { folder in
            let record = try SQLiteRecord.open(path: folder.record, mode: .readWrite(create: true))
            let other = try SQLiteRecord.open(path: folder.record, mode: .readWrite(create: false))
            var seen = [try record.dataVersion()]
            func isSeen(_ body: () throws -> Void) throws -> Bool {
                try body()
                let version = try record.dataVersion()
                defer { seen.append(version) }
                return version != seen.last
            }
            #expect(try isSeen { try HistoryStep.file("one", [.sample(1)]).take(on: record) })
            #expect(try isSeen { try HistoryStep.file("two", [.sample(2)]).take(on: other) })
            #expect(try !isSeen { try HistoryStep.file("two", [.sample(2)]).take(on: other) })
            #expect(try isSeen { try HistoryStep.undo(1, at: .noon).take(on: record) })
            #expect(try !isSeen { try HistoryStep.file("three", [.sample(3)]).take(on: record, dryRun: true) })
            #expect(try !isSeen { _ = try record.allFigures() + other.allFigures() })
            #expect(try !isSeen { _ = try SQLiteRecord.open(path: folder.record, mode: .readWrite(create: true)) })
        }
    }

    @Test("one service has a record at a time; the next has it when the first is gone")
    func serviceLock() throws {
        try withTemporaryFolder { folder in
            do {
                let lock = try ServiceLock(database: folder.record)
                #expect(throws: RecordFailure.secondService(path: folder.record)) {
                    _ = try ServiceLock(database: folder.record)
                }
                _ = consume lock
            }
            #expect(throws: Never.self) { _ = try ServiceLock(database: folder.record) }
            #expect(throws: Never.self) { _ = try ServiceLock(database: folder.appending(path: "other").path()) }
        }
    }

    @Test("a lock beside a record whose directory is not there can't be made")
    func noDirectory() throws {
        try withTemporaryFolder { folder in
            let error = #expect(throws: RecordFailure.self) {
                _ = try ServiceLock(database: folder.appending(path: "none").record)
            }
            guard case .cannotCreate? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }
}
