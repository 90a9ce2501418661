import Foundation
import Indicators
import MosaicTestKit
import Record
import RecordSQLite
import Testing

struct CorruptionTests {
    @Test(arguments: 0..<60)
    func `whatever bytes of a record are changed, it answers or says why not, and the process lives`(seed: Int) throws {
        try withTemporaryFolder { folder in
            try makeSample(folder.record)
            var random = SeededGenerator(seed: UInt64(seed))
            var bytes = try Data(contentsOf: URL(filePath: folder.record))
            for _ in 0..<random.number(1...40) {
                bytes[random.number(100...bytes.count - 1)] = UInt8(
                    random.pick([0, 1, 0x7F, 0x80, 0xFF, random.number(0...255)]))
            }
            try bytes.write(to: URL(filePath: folder.record))
            for ask in Self.questions {
                do {
                    try ask(try SQLiteRecord.open(path: folder.record, for: .creating))
                } catch is RecordFailure {}
            }
        }
    }

    private func makeSample(_ path: String) throws {
        let record = try SQLiteRecord.open(path: path, for: .creating)
        var generator = HistoryGenerator(seed: 7)
        for _ in 0..<30 { try generator.step(batches: try record.batches().count).take(on: record) }
    }

    private static let questions: [@Sendable (SQLiteRecord) throws -> Void] = [
        { _ = try $0.batches() },
        { _ = try $0.allFigures() },
        { _ = try $0.series(SeriesSelection(), asOf: AsOf(recorded: .time(.noon))) },
        { record in for key in HistoryGenerator.series { _ = try record.vintages(of: key, asOf: .now) } },
        { _ = try $0.size() },
        { _ = try $0.undo(3, by: "", dryRun: true) },
        { record in
            for seed in 1...5 as ClosedRange<UInt64> {
                var generator = HistoryGenerator(seed: seed)
                try generator.step(batches: 0).take(on: record)
            }
        },
        { _ = try $0.undo(3, by: "", dryRun: false) },
    ]
}
