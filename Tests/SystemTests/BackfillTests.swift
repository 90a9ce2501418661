import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// Figures into the record and out of it again.
    @Suite struct BackfillTests {
        static let example = """
            indicator,region,period,value,unit,source,source_date
            computing_power,宁夏,2025,"98000",PFLOPS,an example,2026-02-03
            """

        @Test func `a press figure goes in by standard input and comes out by export`() throws {
            let place = try Place()
            let done = try place.mosaic("backfill", "-", input: Self.example)
            #expect(done.status == 0)
            #expect(done.text == "batch 1: -: 1 row: 1 new\n")
            #expect(done.errors == "")
            #expect(
                try place.output("export") == """
                    indicator,region,period,value,unit,status,bound,source,source_date,note
                    computing_power,CN-NX,2025,98000,PFLOPS,A,eq,an example,2026-02-03,

                    """)
        }

        @Test func `one row is one key, however region, unit and number are written`() throws {
            let place = try Place()
            try place.mosaic("backfill", "-", input: Self.example)
            for row in [
                "Ningxia,2025,98,EFLOPS", "640000,2025,98000000,TFLOPS", "cn-nx,2025,9.8e4,PFLOPS",
                "宁夏回族自治区,2025,98000.0,PFLOPS",
            ] {
                let input = "indicator,region,period,value,unit,source_date\ncomputing_power,\(row),2026-02-03\n"
                let report = try place.mosaic("backfill", "-", "--json", input: input).json
                #expect(report["unchanged"] == .number(1), "\(row): \(report)")
            }
        }

        @Test func `the JSON report of a file has the documented members`() throws {
            let place = try Place()
            let file = try place.folder.write(Self.example + "\n", to: "example.csv")
            let done = try place.mosaic("backfill", file, "--json")
            #expect(done.status == 0)
            #expect(
                try done.json
                    == JSON(
                        Data(
                            """
                            {"batch": 1, "already": null, "file": "\(file)", "rows": 1, "new": 1, "revised": 0, "confirmed": 0, "older": 0,
                             "unchanged": 0, "retracted": 0, "warnings": 0, "revisions": []}
                            """.utf8)))
            #expect(done.text.filter { $0 == "\n" }.count == 1)
        }

        @Test func `a revision is reported with the old value and the new`() throws {
            let place = try Place()
            try place.mosaic("backfill", "-", input: Self.example)
            let revised = Self.example.replacing("\"98000\"", with: "101000").replacing(
                "2026-02-03", with: "2026-03-04")
            let report = try place.mosaic("backfill", "-", "--json", input: revised).json
            #expect(report["revised"] == .number(1))
            #expect(
                report["revisions"]
                    == .array([
                        .object([
                            "indicator": .string("computing_power"), "region": .string("CN-NX"),
                            "period": .number(2025),
                            "old": .number(98000), "new": .number(101_000),
                        ])
                    ]))
            #expect(try place.mosaic("backfill", "-", input: Self.example).text == "batch 3: -: 1 row: 1 unchanged\n")
        }

        @Test func `an unknown column is a warning, counted in the report`() throws {
            let place = try Place()
            let input = "indicator,region,period,value,unit,weather\ncomputing_power,CN-NX,2024,1,PFLOPS,fine\n"
            let done = try place.mosaic("backfill", "-", "--json", input: input)
            #expect(done.status == 0)
            #expect(try done.json["warnings"] == .number(1))
            let again = try place.mosaic(
                "backfill", "-", "--allow", "revision", input: input.replacing(",1,", with: ",2,"))
            #expect(again.status == 0)
            #expect(again.errors.hasPrefix("-:1:36: warning: unknown column \"weather\""), "\(again.errors)")
        }

        @Test func `the same bytes again make no batch`() throws {
            let place = try Place()
            let file = try place.folder.write(Self.example, to: "example.csv")
            try place.mosaic("backfill", file)
            let again = try place.mosaic("backfill", file)
            #expect(again.status == 0)
            #expect(again.text == "\(file): already recorded as batch 1\n")
            let report = try place.mosaic("backfill", file, "--json").json
            #expect(report["batch"] == .null)
            #expect(report["already"] == .number(1))
            #expect(report["unchanged"] == .number(1))
            #expect(try place.mosaic("batches", "--json").json.elements.count == 1)
        }

        @Test func `a dry run reports what would be and leaves the record as it is`() throws {
            let place = try Place()
            let done = try place.mosaic("backfill", "-", "--dry-run", input: Self.example)
            #expect(done.status == 0)
            #expect(done.text.contains("1 row: 1 new"))
            #expect(!FileManager.default.fileExists(atPath: place.record))

            try place.mosaic("backfill", "-", input: Self.example)
            let before = try place.recorded()
            let revised = Self.example.replacing("98000", with: "99000").replacing("02-03", with: "02-04")
            let report = try place.mosaic("backfill", "-", "--dry-run", "--json", input: revised).json
            #expect(report["batch"] == .null)
            #expect(report["revised"] == .number(1))
            #expect(report["revisions"]?.elements.first?["new"] == .number(99000))
            #expect(try place.recorded() == before)
            #expect(try place.mosaic("backfill", "-", input: revised).text.hasPrefix("batch 2: "))
        }

        @Test func `--published stands for the date of rows that have none`() throws {
            let place = try Place()
            let input = "indicator,region,period,value,unit\ncomputing_power,CN-NX,2024,1,PFLOPS\n"
            try place.mosaic("backfill", "-", "--published", "2025-06-30", input: input)
            #expect(try csvRows(place.output("export")).map { $0["source_date"] } == ["2025-06-30"])
            #expect(try place.mosaic("backfill", "-", "--published", Today.date(plus: 2), input: input).status == 64)
            #expect(try place.mosaic("backfill", "-", "--published", "2025-02-29", input: input).status == 64)
        }

        @Test func `of several files a bad one stops no other, and the highest status is given`() throws {
            let place = try Place()
            let good = try place.folder.write(Self.example, to: "good.csv")
            let bad = try place.folder.write(Self.example.replacing("宁夏", with: "宁厦"), to: "bad.csv")
            let other = try place.folder.write(Self.example.replacing("2025,", with: "2024,"), to: "other.csv")
            let missing = place.folder.path("missing.csv")

            let done = try place.mosaic("backfill", bad, good, missing, other, "--json")
            #expect(done.status == 66)
            let reports = try done.jsonLines
            try #require(reports.count == 4)
            #expect(reports.map { $0["file"]?.string } == [bad, good, missing, other])
            #expect(reports.map { $0["batch"] } == [nil, .number(1), nil, .number(2)])
            #expect(
                reports.first
                    == .object([
                        "file": .string(bad),
                        "errors": .array([
                            .object([
                                "code": .string("unknown_region"), "line": .number(2), "column": .number(17),
                                "message": .string("unknown region \"宁厦\""), "value": .string("宁厦"),
                                "expected": .string("did you mean \"宁夏\" (CN-NX)?"),
                            ])
                        ]),
                        "totals": .object(["unknown_region": .number(1)]),
                    ]))
            #expect(reports[2]["errors"]?.elements.count == 1)
            #expect(try place.mosaic("backfill", bad, good).status == 65)
            #expect(try csvRows(place.output("export")).count == 2)
        }

        @Test func `export, backfilled into an empty record, gives the same bytes again`() throws {
            let place = try Place()
            try place.backfillShippedFigures()
            let export = try place.output("export")
            let second = try Place()
            let file = try second.folder.write(export, to: "export.csv")
            #expect(try second.mosaic("backfill", file).status == 0)
            #expect(try second.output("export") == export)
        }

        @Test func `the shipped figures give the same record in any order`() throws {
            let files = try Repository.observations().map(\.path)
            let rotated = Array(files[3...] + files[..<3])
            let byEnds = files.indices.map { $0.isMultiple(of: 2) ? files[$0 / 2] : files[files.count - 1 - $0 / 2] }
            let orders = [
                files, files.reversed(), rotated, rotated.reversed(), byEnds, byEnds.reversed(),
                files.sorted { $0.utf8.reversed().lexicographicallyPrecedes($1.utf8.reversed()) },
            ]
            #expect(Set(orders).count == orders.count)
            var exports: Set<String> = []
            for (index, order) in orders.enumerated() {
                let place = try Place()
                if index == 0 {
                    #expect(try place.mosaic(["backfill"] + order).status == 0)
                } else {
                    for file in order { #expect(try place.mosaic("backfill", file).status == 0) }
                }
                exports.insert(try place.output("export"))
            }
            #expect(exports.count == 1)
            #expect(try csvRows(#require(exports.first)).count > 8700)
        }

        @Test func `batches lists each file with its counts, and show tells one`() throws {
            let place = try Place()
            let file = try place.folder.write(Self.example, to: "example.csv")
            try place.mosaic("backfill", file)
            let listed = try place.mosaic("batches", "list", "--json").json.elements
            #expect(listed.count == 1)
            #expect(listed.first?["batch"] == .number(1))
            #expect(listed.first?["file"] == .string(file))
            #expect(try place.mosaic("batches", "--json").json.elements == listed)
            #expect(try place.mosaic("batches", "show", "1", "--json").json == listed.first)
            #expect(try place.output("batches", "show", "1").contains(file))
            #expect(try place.mosaic("batches", "show", "2").status == 66)
        }

        @Test(arguments: [
            ["backfill"], ["backfill", "--no-such-option", "-"], ["no-such-command"], ["export", "--as-of", "12"],
            ["export", "--as-of", "2025-02-29"], ["export", "--published-by", "yesterday"],
            ["gaps", "--as-of-year", "26"],
            ["gaps", "--state", "no_such_state"], ["show", "no_such_indicator"],
            ["show", "computing_power", "Atlantis"],
            ["backfill", "--encoding", "latin1", "-"], ["batches", "show", "first"],
        ])
        func `a wrong use has status 64, says why and makes no record`(arguments: [String]) throws {
            let place = try Place()
            let done = try place.mosaic(arguments, input: Data(Self.example.utf8))
            #expect(done.status == 64)
            #expect(!done.errors.isEmpty)
            #expect(!FileManager.default.fileExists(atPath: place.record))
        }

        @Test(arguments: [["export"], ["batches"], ["gaps"], ["trends"], ["show", "computing_power"]])
        func `a reading command makes no record`(arguments: [String]) throws {
            let place = try Place()
            let done = try place.mosaic(arguments)
            #expect(done.status == 66)
            #expect(done.errors.contains(place.record))
            #expect(!FileManager.default.fileExists(atPath: place.record))
        }
    }
}
