import Foundation
import MosaicTestKit
import Testing

/// The record of the test kit, held against docs/record.md alone.
struct NaiveRecordTests {
    @Test("a golden history goes as written", arguments: try GoldenHistory.all(in: .goldenHistories))
    func playsGoldenHistory(history: GoldenHistory) throws {
        #expect(try history.mismatches(on: NaiveRecord()) == [])
    }

    @Test("there are 81 golden histories")
    func countsGoldenHistories() throws {
        #expect(try GoldenHistory.all(in: .goldenHistories).count == 81)
    }

    @Test("conforms", arguments: RecordConformance.all)
    func conforms(check: RecordConformance) throws {
        try check.check(NaiveRecord())
    }
}

extension URL {
    static let goldenHistories = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Golden/record.json")
}
