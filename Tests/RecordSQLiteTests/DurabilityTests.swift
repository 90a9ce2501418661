import Foundation
import GRDB
import Glibc
import Indicators
import MosaicTestKit
import Record
import RecordSQLite
import Testing

/// What is acknowledged is there, what failed is not, and writers wait for each other.
struct DurabilityTests {
    @Test
    func `an append and an undo are visible to readers of other connections when they return`() throws {
        try withTemporaryFolder { folder in
            let writer = try SQLiteRecord.open(path: folder.record, for: .creating)
            let reader = try SQLiteRecord.open(path: folder.record, for: .reading)
            try HistoryStep.file("one", [.sample(1)]).take(on: writer)
            #expect(try reader.allFigures().map(\.observation.value) == [1])
            try HistoryStep.undo(1, at: .noon).take(on: writer)
            #expect(try reader.allFigures() == [])
            #expect(try SQLiteRecord.open(path: folder.record, for: .reading).batches() == writer.batches())
        }
    }

    @Test
    func `a record that was closed is as it was, for readers and writers`() throws {
        try withTemporaryFolder { folder in
            try fill(folder.record)
            for mode in RecordAccess.allCases {
                let record = try SQLiteRecord.open(path: folder.record, for: mode)
                #expect(try record.size().observations == 2001)
            }
        }
    }

    @Test
    func `a record keeps a write-ahead log, for every program that opens it`() throws {
        try withTemporaryFolder { folder in
            _ = try SQLiteRecord.open(path: folder.record, for: .creating)
            try write(to: folder.record) { database in
                let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode")
                #expect(mode == "wal")
            }
        }
    }

    @Test
    func `an append that fails at its end leaves nothing, and its number to the next`() throws {
        try withTemporaryFolder { folder in
            let record = try SQLiteRecord.open(path: folder.record, for: .creating)
            try write(to: folder.record) { database in
                try database.execute(
                    sql: "CREATE TRIGGER no BEFORE INSERT ON batch BEGIN SELECT RAISE(ABORT, 'no'); END")
            }
            let file = HistoryStep.file("one", [.sample(1, note: "a note")])
            #expect(throws: RecordFailure.damaged(place: folder.record, why: "no")) { try file.take(on: record) }
            try write(to: folder.record) { database in
                for table in ["batch", "series", "text", "statement", "repeat", "ledger"] {
                    #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") == 0, "\(table)")
                }
                try database.execute(sql: "DROP TRIGGER no")
            }
            guard case .append(let report) = try file.take(on: record) else { return }
            #expect(report.batch == 1)
        }
    }

    @Test
    func `a write that the disk refuses leaves what was there`() async throws {
        await #expect(processExitsWith: .success) {
            try withTemporaryFolder { folder in
                let record = try SQLiteRecord.open(path: folder.record, for: .creating)
                try HistoryStep.file("one", [.sample(1)]).take(on: record)
                signal(SIGXFSZ, SIG_IGN)
                var limit = rlimit(rlim_cur: 100_000, rlim_max: .max)
                try #require(unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
                let rows = (1000...9999).map { StatedRow.sample(2, year: $0) }
                let error = #expect(throws: RecordFailure.self) { try HistoryStep.file("two", rows).take(on: record) }
                guard case .inputOutput(folder.record, _)? = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
                limit.rlim_cur = .max
                try #require(unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
                #expect(try record.allFigures().map(\.observation.value) == [1])
                try HistoryStep.file("two", rows).take(on: record)
                #expect(try record.size().observations == 9000)
            }
        }
    }

    @Test
    func `a batch that was acknowledged is there after the process was killed`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.record
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
                let record = try SQLiteRecord.open(path: path, for: .creating)
                try HistoryStep.file("one", [.sample(1)]).take(on: record)
                kill(getpid(), SIGKILL)
            }
            let record = try SQLiteRecord.open(path: path, for: .reading)
            #expect(try record.allFigures().map(\.observation.value) == [1])
        }
    }

    @Test
    func `writers of several connections wait for each other, and each batch has its number`() throws {
        try withTemporaryFolder { folder in
            let path = folder.record
            _ = try SQLiteRecord.open(path: path, for: .creating)
            DispatchQueue.concurrentPerform(iterations: 4) { writer in
                #expect(throws: Never.self) {
                    let record = try SQLiteRecord.open(path: path, for: .writing)
                    for number in 1...10 {
                        try HistoryStep.file("\(writer) \(number)", [.sample(Double(number))]).take(on: record)
                        _ = try record.allFigures()
                    }
                }
            }
            #expect(try SQLiteRecord.open(path: path, for: .reading).batches().map(\.id) == Array(1...40))
        }
    }

    @Test
    func `a writer that waits too long says that the record is busy; readers wait for nobody`() throws {
        try withTemporaryFolder { folder in
            let record = try SQLiteRecord.open(
                path: folder.record, for: .creating, busyTimeout: .milliseconds(1))
            let other = try DatabaseQueue(path: folder.record)
            try other.inDatabase { database in
                try database.inTransaction(.immediate) {
                    #expect(throws: RecordFailure.busy(place: folder.record)) {
                        try HistoryStep.file("one", [.sample(1)]).take(on: record)
                    }
                    let batches = try record.batches()
                    #expect(batches == [])
                    return .rollback
                }
            }
            try HistoryStep.file("one", [.sample(1)]).take(on: record)
            try other.close()
        }
    }

    @Test
    func `a record that was opened for reading is not written`() throws {
        try withTemporaryFolder { folder in
            try fill(folder.record)
            let record = try SQLiteRecord.open(path: folder.record, for: .reading)
            #expect(throws: RecordFailure.self) { try HistoryStep.file("one", [.sample(1)]).take(on: record) }
            #expect(throws: RecordFailure.self) { try HistoryStep.undo(1, at: .noon).take(on: record) }
            guard case .undo(let preview) = try HistoryStep.undo(1, at: .noon).take(on: record, dryRun: true) else {
                return
            }
            #expect(preview.revisions.count == 2001)
            #expect(try record.batches().count == 1)
        }
    }
}
