import Foundation
import MosaicTestKit
import Testing

/// The record of the test kit, held against docs/record.md alone.
struct NaiveRecordTests {
    @Test(arguments: try GoldenHistory.all(in: .goldenHistories))
    func `a golden history goes as written on the naive record`(history: GoldenHistory) throws {
        #expect(try history.mismatches(on: NaiveRecord()) == [])
    }

    @Test
    func `there are 81 golden histories`() throws {
        #expect(try GoldenHistory.all(in: .goldenHistories).count == 81)
    }

    @Test(arguments: RecordConformance.all)
    func `the naive record conforms to the contract`(check: RecordConformance) throws {
        try check.check(NaiveRecord())
    }

    @Test
    func `the keeper of naive records conforms to the contract`() throws {
        let conformance = KeeperConformance(NaiveRecordKeeper(), place: "record", copy: "copy")
        try conformance.check()
        try conformance.checkRestore()
    }
}

extension URL {
    static let goldenHistories = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Golden/record.json")
}
