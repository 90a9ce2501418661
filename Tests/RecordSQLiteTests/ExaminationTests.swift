import Foundation
import GRDB
import Indicators
import MosaicTestKit
import Record
import RecordSQLite
import Testing

/// What an examination finds, and that it finds nothing in what Mosaic wrote.
struct ExaminationTests {
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `a record is sound after any history`(seed: UInt64) throws {
        try withRecord { record in
            var generator = HistoryGenerator(seed: seed)
            for _ in 0..<30 { try generator.step(batches: try record.batches().count).take(on: record) }
            let findings = try record.examine(against: Catalog.empty)
            #expect(findings.filter { $0.severity != .note } == [])
        }
    }

    @Test(arguments: [
        ("integrity", "CREATE TABLE copy (id INTEGER PRIMARY KEY, text TEXT NOT NULL)"),
        ("batch_order", "DELETE FROM batch WHERE id = 2"),
        ("batch_order", "UPDATE batch SET recorded = 5 WHERE id = 3"),
        ("batch_counts", "DELETE FROM statement WHERE batch = 1 AND period = 2001"),
        ("checksum", "UPDATE ledger SET series = x'00' WHERE batch = 2"),
        ("checksum", "DELETE FROM ledger WHERE batch = 2"),
        ("checksum", "UPDATE batch SET recorded_by = 'somebody' WHERE id = 2"),
        ("checksum", "UPDATE statement SET value = value + 1 WHERE batch = 1 AND period = 2001"),
        ("checksum", "DELETE FROM repeat"),
        ("checksum", "UPDATE text SET text = 'a yearbock' WHERE text = 'a yearbook'"),
        ("checksum", "UPDATE record SET id = randomblob(16)"),
        ("checksum", "DROP INDEX batch_by_void"),
        ("orphans", "DELETE FROM series"),
        ("orphans", "INSERT INTO series (indicator, region) VALUES ('gdp', 'CN')"),
        ("published_later", "UPDATE statement SET published = 99999 WHERE batch = 2 AND period = 2015"),
        ("checksum", "UPDATE repeat SET ordinals = x'00000B'"),
        ("statement_content", "UPDATE statement SET status = 1 WHERE batch = 1 AND period = 2001"),
        ("statement_content", "UPDATE statement SET bound = 9 WHERE batch = 1 AND period = 2001"),
    ])
    func `a row that can't be is found`(code: String, sql: String) throws {
        try withTemporaryFolder { folder in
            try makeSample(folder.record)
            try write(to: folder.record) { database in
                try database.execute(sql: "PRAGMA foreign_keys = OFF; \(sql)")
                if code == "integrity" {
                    try database.execute(
                        sql: "INSERT INTO copy VALUES (1, 'x'); PRAGMA writable_schema = ON;"
                            + "UPDATE sqlite_schema SET sql = replace(sql, 'text TEXT', 'text INTEGER') || ' STRICT' WHERE name = 'copy'"
                    )
                }
            }
            let findings = try SQLiteRecord.open(path: folder.record, for: .reading).examine(against: Catalog.empty)
            #expect(findings.map(\.code).contains(code), "\(findings)")
        }
    }

    @Test
    func `of a record with a damaged page the batch and the series are told too`() throws {
        try withTemporaryFolder { folder in
            try fill(folder.record)
            var bytes = try Data(contentsOf: URL(filePath: folder.record))
            // A leaf of the table of statements: of a table without row ids, with many rows.
            let page = try #require(
                stride(from: 4096, to: bytes.count, by: 4096).first { bytes[$0] == 10 && bytes[$0 + 4] > 50 })
            bytes.replaceSubrange(page..<page + 4096, with: repeatElement(0xAA, count: 4096))
            try bytes.write(to: URL(filePath: folder.record))
            let findings = try SQLiteRecord.open(path: folder.record, for: .reading).examine(against: Catalog.empty)
            #expect(findings.contains { $0.code == "integrity" })
            let damage = findings.filter { $0.code == "checksum" }.map(\.message)
            #expect(damage.contains("batch 1 is not what was recorded"), "\(damage)")
            #expect(damage.contains { $0.contains("computing_power CN-NM") }, "\(damage)")
        }
    }

    @Test
    func `series that the catalog does not name are noted, and do no harm`() throws {
        try withTemporaryFolder { folder in
            try makeSample(folder.record)
            let findings = try SQLiteRecord.open(path: folder.record, for: .reading).examine(against: Catalog.empty)
            #expect(findings.map(\.code) == ["unknown_indicator", "unknown_region"])
            #expect(findings.allSatisfy { $0.severity == .note })
            #expect(findings.first?.message.contains("1 series of indicator computing_power") == true)
        }
    }

    /// Three batches: figures, the same again from another file, an undo.
    private func makeSample(_ path: String) throws {
        let record = try SQLiteRecord.open(path: path, for: .creating)
        let rows = (2000...2010).map { StatedRow.sample(1, year: $0) }
        try HistoryStep.file("one", rows).take(on: record)
        try HistoryStep.file("two", rows + [.sample(2, year: 2015)]).take(on: record)
        try HistoryStep.undo(1, at: .noon).take(on: record)
    }
}
