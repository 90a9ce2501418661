import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// What was known when: differences between points in time, and every statement that stands.
    @Suite struct HistoryTests {
        private static func rows(_ rows: [String]) -> String {
            "indicator,region,period,value,unit,status,source,source_date\n"
                + rows.map { "computing_power,\($0)\n" }.joined()
        }

        private static func recorded() throws -> Place {
            let place = try Place()
            try place.mosaic(
                "backfill", "-",
                input: rows([
                    "CN-NM,2020,50,PFLOPS,,yearbook,2021-05-01", "CN-NM,2021,60,PFLOPS,,yearbook,2022-05-01",
                    "CN-NM,2022,70,PFLOPS,,yearbook,2023-05-01",
                ]))
            try place.mosaic(
                "backfill", "-",
                input: rows([
                    "CN-NM,2020,50,PFLOPS,,report,2023-06-01", "CN-NM,2021,0.066,EFLOPS,,report,2023-06-01",
                    "CN-NX,2021,9,PFLOPS,,report,2023-06-01",
                ]))
            try place.mosaic(
                "backfill", "--retract", "-", input: rows(["CN-NM,2022,70,PFLOPS,,yearbook,2023-05-01"]))
            return place
        }

        @Test func `diff tells what was added, revised and retracted between two batches`() throws {
            let place = try Self.recorded()
            let changes = try place.mosaic("diff", "batch:1", "batch:3", "--json").json.elements
            func told(_ changes: [JSON]) -> [[JSON?]] {
                changes.map { change in ["change", "region", "period", "old", "new"].map { change[$0] } }
            }
            #expect(
                told(changes) == [
                    [.string("revised"), .string("CN-NM"), .number(2021), .number(60), .number(66)],
                    [.string("retracted"), .string("CN-NM"), .number(2022), .number(70), .null],
                    [.string("added"), .string("CN-NX"), .number(2021), .null, .number(9)],
                ])
            #expect(changes.first?["old_batch"] == .number(1) && changes.first?["new_source"] == .string("report"))
            let rows = try csvRows(place.output("diff", "batch:1", "batch:3", "--format", "csv"))
            #expect(rows.map { $0["change"] } == ["revised", "retracted", "added"])
            for (row, change) in zip(rows, changes) {
                #expect(Set(row.keys) == Set(change.members.keys))
                #expect(row["old"].flatMap(Double.init) == change["old"]?.number)
            }
            let table = try place.output("diff", "batch:1", "batch:3")
            #expect(table.hasPrefix("change\tindicator\tregion\tyear\told\tnew\tunit\tbatch\tsource\nrevised\t"))
            #expect(try place.mosaic("diff", "batch:3", "batch:3", "--json").text == "[]\n")
        }

        @Test func `diff reads times and dates, and an undo shows as what it changed`() throws {
            let place = try Self.recorded()
            let third = try place.mosaic("batches", "--json").json.elements[2]["recorded"]?.string ?? ""
            #expect(
                try place.mosaic("diff", "batch:2", third, "--json").json
                    == place.mosaic("diff", "batch:2", "batch:3", "--json").json)
            #expect(try place.mosaic("diff", "2001-01-01", Today.date(), "--json").json.elements.count == 3)
            try place.mosaic("batches", "undo", "2")
            let undone = try place.mosaic("diff", "batch:3", "batch:4", "--json").json.elements
            #expect(undone.map { $0["change"]?.string } == ["revised", "retracted"])
            #expect(
                try place.mosaic("diff", "batch:3", "batch:4", "--published-by", "2023-05-31", "--json").text == "[]\n")
            #expect(try place.mosaic("diff", "batch:1", "batch:9").status == 66)
            #expect(try place.mosaic("diff", "1", "batch:2").status == 64)
            #expect(try place.mosaic("diff", "batch:1", "batch:2", "--format", "csv", "--json").status == 64)
        }

        @Test func `export --vintages is every statement that stands, repeats and retractions too`() throws {
            let place = try Self.recorded()
            try place.mosaic(
                "backfill", "-", input: Self.rows(["CN-NM,2020,50.0,PFLOPS,,a copy,2021-05-01"]))
            func statements(_ arguments: String...) throws -> [String] {
                let done = try place.mosaic(["export", "--vintages"] + arguments)
                #expect(done.status == 0)
                return try csvRows(done.text).map { row in
                    ["period", "value", "source", "source_date", "retraction", "repeat", "in_force", "batch"].map {
                        row[$0] ?? "?"
                    }.joined(separator: " ")
                }
            }
            let all = try statements()
            #expect(
                all == [
                    "2020 50 yearbook 2021-05-01 false false false 1", "2020 50 a copy 2021-05-01 false true false 4",
                    "2020 50 report 2023-06-01 false false true 2", "2021 60 yearbook 2022-05-01 false false false 1",
                    "2021 66 report 2023-06-01 false false true 2", "2022 70 yearbook 2023-05-01 false false false 1",
                    "2022  yearbook 2023-05-01 true false true 3", "2021 9 report 2023-06-01 false false true 2",
                ])
            let json = try place.mosaic("export", "--vintages", "--json").json.elements
            #expect(json.map { $0["batch"]?.int } == [1, 4, 2, 1, 2, 1, 3, 2])
            #expect(
                json.map { $0["retraction"] == .bool(true) } == [false, false, false, false, false, false, true, false])
            #expect(try statements("--published-by", "2022-12-31").count == 3)
            #expect(try statements("--as-of", "batch:1").count == 3)
            try place.mosaic("batches", "undo", "2")
            #expect(
                try statements()
                    == all.filter { !$0.hasSuffix(" 2") }.map { row in
                        row == all[1]
                            ? row.replacing("true false 4", with: "true true 4")
                            : row == all[3] ? row.replacing("false 1", with: "true 1") : row
                    })
        }

        @Test func `vintages tell the change that each made`() throws {
            let place = try Self.recorded()
            let vintages = try place.mosaic("show", "computing_power", "CN-NM", "--vintages", "--json").json.elements
            #expect(
                vintages.map { $0["previous"] ?? .null } == [
                    .null, .number(50), .null, .number(60), .null, .number(70),
                ])
            #expect(vintages.map { $0["change"] ?? .null } == [.null, .number(0), .null, .number(6), .null, .null])
            #expect(vintages[3]["change_ratio"] == .number(0.1))
            #expect(try place.output("show", "computing_power", "CN-NM", "--vintages").contains("\t+6 (+10 %)\t"))
        }
    }
}
