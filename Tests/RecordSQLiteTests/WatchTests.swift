import Foundation
import MosaicTestKit
import Record
import RecordSQLite
import Testing

struct WatchTests {
    @Test func `the state changes with every commit, of this connection and of others, and with nothing else`() throws {
        try withTemporaryFolder { folder in
            let record = try SQLiteRecord.open(path: folder.record, for: .creating)
            let other = try SQLiteRecord.open(path: folder.record, for: .writing)
            var seen = [try record.state()]
            func isSeen(_ body: () throws -> Void) throws -> Bool {
                try body()
                let state = try record.state()
                defer { seen.append(state) }
                return state != seen.last
            }
            #expect(try isSeen { try HistoryStep.file("one", [.sample(1)]).take(on: record) })
            #expect(try isSeen { try HistoryStep.file("two", [.sample(2)]).take(on: other) })
            #expect(try !isSeen { try HistoryStep.file("two", [.sample(2)]).take(on: other) })
            #expect(try isSeen { try HistoryStep.undo(1, at: .noon).take(on: record) })
            #expect(try !isSeen { try HistoryStep.file("three", [.sample(3)]).take(on: record, dryRun: true) })
            #expect(try !isSeen { _ = try record.allFigures() + other.allFigures() })
            #expect(try !isSeen { _ = try SQLiteRecord.open(path: folder.record, for: .creating) })
        }
    }

    @Test func `a commit of any connection is told by what is asked often, and nothing else is`() throws {
        try withTemporaryFolder { folder in
            let record = try SQLiteRecord.open(path: folder.record, for: .creating)
            let other = try SQLiteRecord.open(path: folder.record, for: .writing)
            let first = try record.state()
            func mayDiffer(_ body: () throws -> Void) throws -> Bool {
                let state = try record.state()
                #expect(!record.mayDiffer(from: state))
                try body()
                return record.mayDiffer(from: state)
            }
            #expect(try mayDiffer { try HistoryStep.file("one", [.sample(1)]).take(on: record) })
            #expect(try mayDiffer { try HistoryStep.file("two", [.sample(2)]).take(on: other) })
            #expect(try !mayDiffer { try HistoryStep.file("two", [.sample(2)]).take(on: other) })
            #expect(try !mayDiffer { try HistoryStep.file("three", [.sample(3)]).take(on: other, dryRun: true) })
            #expect(try !mayDiffer { _ = try record.allFigures() + other.allFigures() })
            #expect(try mayDiffer { try HistoryStep.undo(1, at: .noon).take(on: other) })
            #expect(record.mayDiffer(from: first))
        }
    }

    @Test func `a commit is told after a log that nobody wrote for long`() throws {
        try withTemporaryFolder { folder in
            let record = try SQLiteRecord.open(path: folder.record, for: .creating)
            let other = try SQLiteRecord.open(path: folder.record, for: .writing)
            for number in 1...3 {
                let state = try record.state()
                try FileManager.default.setAttributes(
                    [.modificationDate: Date.distantPast], ofItemAtPath: folder.record + "-wal")
                for _ in 1...2 { #expect(!record.mayDiffer(from: state)) }
                try HistoryStep.file("\(number)", [.sample(Double(number))]).take(on: other)
                #expect(record.mayDiffer(from: state))
            }
        }
    }

    /// A rest that nothing breaks off lasts longer than the test may.
    @Test(.timeLimit(.minutes(20))) func `a rest ends with a commit, and is short while the log was just written`()
        throws
    {
        try withTemporaryFolder { folder in
            let record = try SQLiteRecord.open(path: folder.record, for: .creating)
            let other = try SQLiteRecord.open(path: folder.record, for: .writing)
            func writeLog(at time: Date) throws {
                try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: folder.record + "-wal")
            }
            for number in 1...3 {
                let state = try record.state()
                func rest() { record.rest(from: state, for: .zero, orUpTo: .seconds(600)) }
                // However slow the machine is, this was just written.
                try writeLog(at: Date(timeIntervalSinceNow: 3600))
                #expect(!record.mayDiffer(from: state))
                rest()
                try writeLog(at: .distantPast)
                #expect(!record.mayDiffer(from: state))
                // The first of all begins to listen.
                if number == 1 { rest() }
                try HistoryStep.file("\(number)", [.sample(Double(number))]).take(on: other)
                rest()
                #expect(record.mayDiffer(from: state))
                rest()
            }
        }
    }

    @Test func `a record that was moved away is no longer to be had, and nor is a view of it`() throws {
        try withTemporaryFolder { folder in
            try fill(folder.record)
            let record = try SQLiteRecord.open(path: folder.record, for: .reading)
            let view = try record.view()
            let state = view.state
            try FileManager.default.moveItem(atPath: folder.record, toPath: folder.record + ".away")
            let gone = RecordFailure.unreachable(
                place: folder.record, why: "another file has its name now, or none")
            #expect(throws: gone) { try record.wait(for: state, until: .now) }
            #expect(throws: gone) { try record.view() }
            #expect(throws: gone) { try view.size() }
            #expect(throws: gone) { try view.series(SeriesSelection(), asOf: .now) }
        }
    }

    @Test func `a backup has the id of its record, and what was recorded after it is no change since`() throws {
        try withTemporaryFolder { folder in
            try fill(folder.record)
            let record = try SQLiteRecord.open(path: folder.record, for: .writing)
            let shared = try record.state()
            _ = try record.backUp(to: folder.backup)
            try HistoryStep.file("here", [.sample(7)]).take(on: record)
            let copy = try SQLiteRecord.open(path: folder.backup, for: .writing)
            try HistoryStep.file("there", [.sample(8)]).take(on: copy)
            #expect(try copy.state().record == shared.record)
            #expect(try copy.state() != record.state())
            #expect(try copy.view().changes(since: record.state()) == .everything)
            guard case .only(let series) = try copy.view().changes(since: shared) else {
                Issue.record("the state that both grew out of is none of the copy's")
                return
            }
            #expect(series.count == 1)
            #expect(try NaiveRecord().view().changes(since: shared) == .everything)
        }
    }

    @Test
    func `one service has a record at a time; the next has it when the first is gone`() throws {
        try withTemporaryFolder { folder in
            do {
                let lock = try files.lockService(ofRecordAt: folder.record)
                #expect(throws: RecordFailure.secondService(place: folder.record)) {
                    _ = try files.lockService(ofRecordAt: folder.record)
                }
                lock.release()
            }
            #expect(throws: Never.self) { _ = try files.lockService(ofRecordAt: folder.record) }
            #expect(throws: Never.self) {
                _ = try files.lockService(ofRecordAt: folder.appending(path: "other").path())
            }
        }
    }

    @Test
    func `a lock beside a record whose directory is not there can't be made`() throws {
        try withTemporaryFolder { folder in
            let error = #expect(throws: RecordFailure.self) {
                _ = try files.lockService(ofRecordAt: folder.appending(path: "none").record)
            }
            guard case .cannotCreate? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }
}
