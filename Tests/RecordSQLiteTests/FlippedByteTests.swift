import Foundation
import GRDB
import Indicators
import MosaicTestKit
import Record
import RecordSQLite
import Testing

/// A byte of a record's file is another: it is found, or it changes nothing of what is shown.
struct FlippedByteTests {
    @Test(arguments: 0..<20)
    func `wherever a bit of a record is flipped, it is found or nothing of what is shown is another`(part: Int) throws {
        try withTemporaryFolder { folder in
            try makeSample(folder.record)
            let sound = try Data(contentsOf: URL(filePath: folder.record))
            let expected = try Answers(of: folder.record)
            #expect(try findings(in: folder.record) == [])
            var random = SeededGenerator(seed: UInt64(part))
            for _ in 0..<100 {
                let place = random.number(0...sound.count - 1)
                let bit = UInt8(1) << UInt8(random.number(0...7))
                var bytes = sound
                bytes[place] ^= bit
                try bytes.write(to: URL(filePath: folder.record))
                defer { removeLogs(folder.record) }
                let found: Answers
                do {
                    found = try Answers(of: folder.record)
                } catch is RecordFailure {
                    #expect(try findings(in: folder.record) != [], "byte \(place), bit \(bit)")
                    continue
                }
                #expect(found == expected, "byte \(place), bit \(bit)")
            }
        }
    }

    @Test func `an append to a damaged series is refused, and one to a sound series is not`() throws {
        try withTemporaryFolder { folder in
            try makeSample(folder.record)
            let (damaged, sound) = (HistoryGenerator.series[0], HistoryGenerator.series[1])
            try write(to: folder.record) { database in
                try database.execute(
                    sql: """
                        UPDATE statement SET value = 77 WHERE value IS NOT NULL AND series = (
                            SELECT id FROM series WHERE indicator = ? AND region = ?)
                        """,
                    arguments: [damaged.indicator.rawValue, damaged.region.rawValue])
            }
            let record = try SQLiteRecord.open(path: folder.record, for: .writing)
            let why = "what it holds of \(damaged.indicator) \(damaged.region) does not fit its checksum"
            #expect(throws: RecordFailure.damaged(place: folder.record, why: why)) {
                try file(of: damaged).take(on: record)
            }
            #expect(throws: RecordFailure.damaged(place: folder.record, why: why)) { _ = try record.allFigures() }
            try file(of: sound).take(on: record)
            let selection = SeriesSelection(indicator: sound.indicator, region: sound.region)
            #expect(try record.series(selection, asOf: .now).count == 1)
            let messages = try record.examine(against: Catalog.empty).map(\.message)
            #expect(messages.contains(why), "\(messages)")
            #expect(messages.contains { $0.hasSuffix("is not what was recorded") }, "\(messages)")
        }
    }

    @Test func `what a batch states is told without a look at what others say of other series`() throws {
        try withTemporaryFolder { folder in
            let record = try SQLiteRecord.open(path: folder.record, for: .creating)
            let keys = Array(HistoryGenerator.series.prefix(2))
            for key in keys { try file(of: key).take(on: record) }
            try write(to: folder.record) { try $0.execute(sql: "UPDATE statement SET value = 77 WHERE batch = 1") }
            let view = try record.view()
            #expect(try view.series(statedBy: 2) == [keys[1]])
            #expect(throws: RecordFailure.self) { _ = try view.series(statedBy: 1) }
            try write(to: folder.record) { try $0.execute(sql: "UPDATE series SET region = 'CN-XJ' WHERE id = 2") }
            #expect(throws: RecordFailure.self) { _ = try view.series(statedBy: 2) }
        }
    }

    @Test func `a damaged record makes no backup, and a damaged backup is not restored`() throws {
        try withTemporaryFolder { folder in
            try makeSample(folder.record)
            let (before, after) = (folder.appending(path: "before.db").path, folder.appending(path: "after.db").path)
            _ = try SQLiteRecord.open(path: folder.record, for: .reading).backUp(to: before)
            for path in [folder.record, before] {
                try write(to: path) { try $0.execute(sql: "UPDATE statement SET value = 77 WHERE value IS NOT NULL") }
            }
            #expect(throws: RecordFailure.self) {
                _ = try SQLiteRecord.open(path: folder.record, for: .reading).backUp(to: after)
            }
            #expect(!FileManager.default.fileExists(atPath: after))
            #expect(throws: RecordFailure.self) { _ = try files.openBackup(before).restore(to: after) }
            #expect(!FileManager.default.fileExists(atPath: after))
        }
    }

    /// Repeats, voids, notes and units, in a file without a log.
    private func makeSample(_ path: String) throws {
        let record = try SQLiteRecord.open(path: path, for: .creating)
        var generator = HistoryGenerator(seed: 11)
        for _ in 0..<30 { try generator.step(batches: try record.batches().count).take(on: record) }
        for series in HistoryGenerator.series { try file(of: series, "again").take(on: record) }
        for series in HistoryGenerator.series { try file(of: series, "and again").take(on: record) }
        try write(to: path) { _ = try String.fetchOne($0, sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    }

    private func file(of series: SeriesKey, _ name: String = "more") throws -> HistoryStep {
        let rows = (1990..<2010).compactMap { Period(year: $0) }.map { period in
            StatedRow(
                StatementKey(series, period),
                .figure(value: Double(period.year - 1980), status: .normal, bound: .equal),
                published: CalendarDate(daysSince1970: 18_000 + Int32(period.year)))
        }
        return .file("\(name) \(series.indicator) \(series.region)", rows)
    }

    private func findings(in path: String) throws -> [String] {
        do {
            let record = try SQLiteRecord.open(path: path, for: .reading)
            return try record.examine(against: Catalog.empty).filter { $0.severity != .note }.map(\.message)
        } catch {
            return ["\(error)"]
        }
    }

    private func removeLogs(_ path: String) {
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }
}

/// All that is shown of a record.
private struct Answers: Equatable {
    let state: StateToken
    let size: RecordSize
    let batches: [Batch]
    let units: [Identifier<Indicator>: String]
    let series: [Series]
    let figures: [Figure]
    let statements: [StandingStatement]
    let changes: [FigureChange]
    let undo: UndoReport

    init(of path: String) throws(RecordFailure) {
        let record = try SQLiteRecord.open(path: path, for: .reading)
        let view = try record.view()
        state = view.state
        var size = try view.size()
        size.bytes = 0
        self.size = size
        batches = try view.batches()
        units = try view.units()
        series = try view.series(SeriesSelection(), asOf: .now)
        do {
            figures = try record.allFigures(asOf: .now)
            statements = try record.allStatements(asOf: .now)
            changes = try record.allChanges(from: AsOf(recorded: .batch(20)), to: .now)
            undo = try record.undo(1, by: "", dryRun: true)
        } catch let error as RecordFailure {
            throw error
        } catch {
            throw .inputOutput(place: path, why: "\(error)")
        }
    }
}
