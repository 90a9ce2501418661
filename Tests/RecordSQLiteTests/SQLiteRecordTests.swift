import Foundation
import Indicators
import MosaicTestKit
import Record
import RecordSQLite
import Testing

/// The record on disk does what docs/record.md says, and what the naive one does.
struct SQLiteRecordTests {
    @Test(arguments: try GoldenHistory.all(in: .goldenHistories))
    func `a golden history goes as written in SQLite`(history: GoldenHistory) throws {
        try withRecord { record in
            let mismatches = try history.mismatches(on: record)
            #expect(mismatches == [])
        }
    }

    @Test(arguments: RecordConformance.all)
    func `a record in SQLite conforms to the contract`(check: RecordConformance) throws {
        try withRecord { record in try check.check(record) }
    }

    @Test
    func `the keeper of records in files conforms to the contract`() throws {
        try withTemporaryFolder { folder in
            let copy = folder.appending(path: "copy.db").path(percentEncoded: false)
            let conformance = KeeperConformance(files, place: folder.record, copy: copy)
            try conformance.check()
            try conformance.checkRestore()
        }
    }

    @Test(arguments: 0..<randomHistories)
    func `random histories go as on the naive record`(seed: Int) throws {
        // Of each second history every series is read by other connections than the one that writes.
        try withRecord(leastForFeed: seed.isMultiple(of: 2) ? 0 : .max) { record in
            var agreement = RecordAgreement(record, NaiveRecord(), seed: UInt64(seed))
            try agreement.play(steps: 40)
        }
    }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func `files without ties make the same current record in every order`(seed: UInt64) throws {
        var generator = HistoryGenerator(seed: seed)
        let files = generator.filesWithoutTies(4)
        var records: Set<[String]> = []
        for order in permutations(of: files) {
            try withRecord { record in
                for file in order { try file.take(on: record) }
                records.insert(
                    try record.allFigures().map { figure in
                        "\(figure.series) \(figure.observation) \(figure.published) \(figure.source) \(figure.note ?? "–")"
                    })
            }
        }
        #expect(records.count == 1)
        #expect(records.first?.isEmpty == false)
    }

    /// 250 histories of 40 steps, or as many as the environment says.
    private static let randomHistories =
        ProcessInfo.processInfo.environment["MOSAIC_RANDOM_HISTORIES"].flatMap { Int($0) } ?? 250

    private func permutations<Element>(of elements: [Element]) -> [[Element]] {
        guard !elements.isEmpty else { return [[]] }
        return elements.indices.flatMap { index in
            var others = elements
            let first = others.remove(at: index)
            return permutations(of: others).map { [first] + $0 }
        }
    }
}

/// Runs a body with a new record in a folder of its own.
func withRecord(leastForFeed: Int = .max, _ body: (SQLiteRecord) throws -> Void) throws {
    try withTemporaryFolder { folder in
        try body(
            try SQLiteRecord.open(
                path: folder.record, for: .creating, schema: .current, leastForFeed: leastForFeed))
    }
}

extension URL {
    static let goldenHistories = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Golden/record.json")

    /// The record in a test's folder.
    var record: String { appending(path: "mosaic.db").path(percentEncoded: false) }
}
