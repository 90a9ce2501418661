import Foundation
import Indicators
import MosaicTestKit
import Record
import RecordPostgres
import Testing

/// What rotted on a server is never shown as a figure, and an examination tells it.
struct ChecksumTests {
    @Test(arguments: [
        "UPDATE mosaic.block SET statements = set_byte(statements, 20, get_byte(statements, 20) # 1) WHERE batch = 1",
        "UPDATE mosaic.block SET batch = 3 WHERE batch = 2",
        "DELETE FROM mosaic.block WHERE batch = 1",
        "UPDATE mosaic.series SET region = 'CN-XJ'",
        "UPDATE mosaic.batch SET recorded = recorded + 1 WHERE id = 1",
        "UPDATE mosaic.batch SET \"new\" = \"new\" + 1 WHERE id = 2",
        "UPDATE mosaic.text SET text = text || 'x'",
        "UPDATE mosaic.unit SET unit = 'PFLOPS'",
        "UPDATE mosaic.record SET id = gen_random_uuid()",
    ])
    func `a change behind the record's back is damage`(sql: String) throws {
        try withRecord { record, database in
            for number in 1...2 { try HistoryStep.sample(number).take(on: record) }
            #expect(try damage(of: record) == [])
            try psql(sql, in: database)
            #expect(try !damage(of: record).isEmpty)
        }
    }

    @Test(arguments: [
        "UPDATE mosaic.block SET statements = set_byte(statements, 20, get_byte(statements, 20) # 1) WHERE batch = 1",
        "DELETE FROM mosaic.block WHERE batch = 1", "UPDATE mosaic.text SET text = text || 'x'",
        "UPDATE mosaic.series SET region = 'CN-XJ'",
    ])
    func `no figure is read of what was changed`(sql: String) throws {
        try withRecord { record, database in
            for number in 1...2 { try HistoryStep.sample(number).take(on: record) }
            try psql(sql, in: database)
            let failure = try #require(throws: RecordFailure.self) { try record.allFigures() }
            guard case .damaged = failure else { return #expect(Bool(false), "\(failure)") }
        }
    }

    @Test func `what a batch states is told without a look at what others say of other series`() throws {
        try withRecord { record, database in
            try HistoryStep.sample(1, region: "CN-NM").take(on: record)
            try HistoryStep.sample(1, region: "CN-GZ").take(on: record)
            try psql(
                "UPDATE mosaic.block SET statements = set_byte(statements, 20, get_byte(statements, 20) # 1) WHERE batch = 1",
                in: database)
            let view = try record.view()
            #expect(try view.series(statedBy: 2).map(\.region) == ["CN-GZ"])
            #expect(throws: RecordFailure.self) { _ = try view.series(statedBy: 1) }
            try psql("UPDATE mosaic.series SET region = 'CN-XJ' WHERE region = 'CN-GZ'", in: database)
            #expect(throws: RecordFailure.self) { _ = try view.series(statedBy: 2) }
        }
    }

    @Test func `a block that is lost at the end is missed by the examination`() throws {
        try withRecord { record, database in
            for number in 1...2 { try HistoryStep.sample(number).take(on: record) }
            try psql("DELETE FROM mosaic.block WHERE batch = 2", in: database)
            #expect(try damage(of: record).map(\.message) == ["batch 2 is not what was recorded"])
        }
    }

    @Test func `a dump that is restored is the same record`() throws {
        try withRecord { record, database in
            var generator = HistoryGenerator(seed: 11)
            for _ in 0..<12 { try generator.step(batches: try record.batches().count).take(on: record) }
            let server = try PostgresServer.shared.get()
            try withTemporaryFolder { folder in
                let dump = folder.appending(path: "mosaic.dump").path
                let other = try server.makeDatabase()
                try server.run(
                    "pg_dump", ["--format=custom", "--schema=mosaic", "--file=\(dump)", server.address(of: database)])
                try server.run("pg_restore", ["--dbname=\(server.address(of: other))", dump])
                let restored = try servers.open(server.address(of: other), for: .reading)
                #expect(try restored.state() == record.state())
                #expect(try restored.allStatements() == record.allStatements())
                #expect(try damage(of: restored) == [])
            }
        }
    }

    @Test func `who reads by SQL sees the statements as rows`() throws {
        try withRecord { record, database in
            let values = [1.5, -0.25, 1e300, .leastNonzeroMagnitude, 2.2250738585072014e-308, 123_456_789.123]
            let rows = values.enumerated().compactMap { index, value -> StatedRow? in
                guard let period = Period(year: 2001 + index * index) else { return nil }
                return StatedRow(
                    StatementKey(SeriesKey(indicator: "computing_power", region: "CN-NM"), period),
                    .figure(
                        value: value, status: index == 1 ? .forecast : .normal, bound: index == 2 ? .under : .equal),
                    published: CalendarDate(daysSince1970: 18_262 - Int32(index)), note: index == 3 ? "a note" : nil)
            }
            try HistoryStep.file("file", rows).take(on: record)
            try HistoryStep.file("taken back", Array(rows.prefix(1)), isRetraction: true).take(on: record)
            let lines = try psql(
                """
                SET extra_float_digits = 3;
                SELECT batch, indicator, region, year, published, value, status, bound, note FROM mosaic.statement
                ORDER BY batch, year
                """, in: database)
            #expect(
                lines == """
                    1|computing_power|CN-NM|2001|2020-01-01|1.5|A|eq|
                    1|computing_power|CN-NM|2002|2019-12-31|-0.25|F|eq|
                    1|computing_power|CN-NM|2005|2019-12-30|1e+300|A|lt|
                    1|computing_power|CN-NM|2010|2019-12-29|5e-324|A|eq|a note
                    1|computing_power|CN-NM|2017|2019-12-28|2.2250738585072014e-308|A|eq|
                    1|computing_power|CN-NM|2026|2019-12-27|123456789.123|A|eq|
                    2|computing_power|CN-NM|2001|2020-01-01|||eq|
                    """)
        }
    }
}
