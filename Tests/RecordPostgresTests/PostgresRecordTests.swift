import Foundation
import Indicators
import MosaicTestKit
import Record
import Synchronization
import Testing

@testable import RecordPostgres

/// The record on PostgreSQL does what docs/record.md says, and what the naive one does.
struct PostgresRecordTests {
    @Test(arguments: try GoldenHistory.all(in: .goldenHistories))
    func `a golden history goes as written in PostgreSQL`(history: GoldenHistory) throws {
        try withRecord { record, _ in
            let mismatches = try history.mismatches(on: record)
            #expect(mismatches == [])
        }
    }

    @Test(arguments: RecordConformance.all)
    func `a record in PostgreSQL conforms to the contract`(check: RecordConformance) throws {
        try withRecord { record, _ in try check.check(record) }
    }

    @Test(arguments: 0..<randomHistories)
    func `random histories go in PostgreSQL as on the naive record`(seed: Int) throws {
        try withRecord { record, _ in
            var agreement = RecordAgreement(record, NaiveRecord(), seed: UInt64(seed))
            try agreement.play(steps: 30)
            let findings = try record.examine(against: Catalog(regions: [], indicators: []))
            #expect(findings.filter { $0.severity != .note } == [])
        }
    }

    @Test func `writers that are the first all at once make one record`() throws {
        try Databases.withEmpty { database in
            let address = try Databases.address(of: database)
            let failures = Mutex<[String]>([])
            DispatchQueue.concurrentPerform(iterations: 8) { _ in
                do { _ = try servers.open(address, for: .creating) } catch {
                    failures.withLock { $0.append("\(error)") }
                }
            }
            #expect(failures.withLock { $0 } == [])
            #expect(try servers.hasRecord(at: address))
        }
    }

    /// 25 histories of 30 steps, or as many as the environment says.
    private static let randomHistories =
        ProcessInfo.processInfo.environment["MOSAIC_RANDOM_HISTORIES"].flatMap { Int($0) } ?? 25
}

extension URL {
    static let goldenHistories = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Golden/record.json")
}
