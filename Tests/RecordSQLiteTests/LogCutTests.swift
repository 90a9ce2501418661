import Foundation
import Indicators
import MosaicTestKit
import Record
import RecordSQLite
import Testing

/// Power can go at any byte of a commit: the batch is there then, or the one before it, never a mixture.
struct LogCutTests {
    /// A record whose last three batches are in the write-ahead log alone.
    private struct Crashed {
        let database: Data
        let log: Data
        /// The figures after each batch.
        let states: [[String]]
    }

    @Test
    func `a write-ahead log that is cut anywhere gives a batch or the one before`() throws {
        let crashed = try Self.crash()
        var random = SeededGenerator(seed: 14)
        let frames = (crashed.log.count - 32) / 4120
        let edges = [0, 1, 31, 32, 33].map { $0 } + (0..<20).map { _ in 32 + random.number(0...frames) * 4120 }
        let cuts = (edges + (edges.count..<100).map { _ in random.number(0...crashed.log.count) }).sorted()
        var before = 0
        for cut in cuts {
            let state = try state(of: crashed, log: crashed.log.prefix(cut))
            let batch = try #require(crashed.states.firstIndex(of: state), "a mixture at \(cut)")
            #expect(batch >= before, "at \(cut)")
            before = batch
        }
        #expect(try self.state(of: crashed, log: crashed.log) == crashed.states.last)
        #expect(before > 0)
    }

    @Test
    func `a write-ahead log of which a stretch was never written gives a batch or the one before`() throws {
        let crashed = try Self.crash()
        var random = SeededGenerator(seed: 15)
        for _ in 0..<30 {
            var log = crashed.log
            let start = random.number(0...log.count - 1)
            let end = min(log.count, start + random.number(1...8192))
            let bytes = random.pick([Data(count: end - start), Data(repeating: 0xA5, count: end - start)])
            log.replaceSubrange(start..<end, with: bytes)
            let state = try state(of: crashed, log: log)
            #expect(crashed.states.contains(state), "a mixture after \(start)")
        }
    }

    private static func crash() throws -> Crashed {
        try withTemporaryFolder { folder in
            var states: [[String]] = []
            func step(_ step: HistoryStep, _ record: SQLiteRecord) throws {
                try step.take(on: record)
                states.append(try Self.figures(of: record))
            }
            // Closing the record puts its first batch into the database.
            try step(
                .file("one", (1000...2000).map { .sample(1, year: $0) }),
                try SQLiteRecord.open(path: folder.record, for: .creating))
            let record = try SQLiteRecord.open(path: folder.record, for: .writing)
            try step(.file("two", (1500...2500).map { .sample(2, year: $0, published: 19_000) }), record)
            try step(.undo(1, at: .noon), record)
            try step(.file("three", (1200...1900).map { .sample(3, year: $0, published: 18_500) }), record)
            return Crashed(
                database: try Data(contentsOf: URL(filePath: folder.record)),
                log: try Data(contentsOf: URL(filePath: folder.record + "-wal")), states: states)
        }
    }

    /// What the record holds that is left of a crash; and that it is sound.
    private func state(of crashed: Crashed, log: Data) throws -> [String] {
        try withTemporaryFolder { folder in
            try crashed.database.write(to: URL(filePath: folder.record))
            try log.write(to: URL(filePath: folder.record + "-wal"))
            let record = try SQLiteRecord.open(path: folder.record, for: .writing)
            #expect(try record.examine(against: Catalog.empty).allSatisfy { $0.severity == .note })
            return try Self.figures(of: record)
        }
    }

    private static func figures(of record: SQLiteRecord) throws -> [String] {
        try record.allFigures().map { "\($0.observation) \($0.batch) \($0.published)" }
    }
}
