import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// Slips of units and great revisions are stopped, on demand let through.
    @Suite struct GuardTests {
        private static let header = "indicator,region,period,value,unit,status,source_date\n"

        private static func rows(_ rows: [(year: Int, value: String)], unit: String = "PFLOPS", date: String) -> String
        {
            header + rows.map { "computing_power,内蒙古,\($0.year),\($0.value),\(unit),,\(date)\n" }.joined()
        }

        private static let sound = rows(
            [(2019, "50"), (2020, "52"), (2021, "53"), (2022, "54"), (2023, "56")], date: "2024-01-01")

        @Test(arguments: [
            ("53000", "PFLOPS", "looks like TFLOPS"), ("0.053", "PFLOPS", "looks like EFLOPS"),
            ("53", "EFLOPS", "looks like PFLOPS"), ("53000000", "PFLOPS", "looks like GFLOPS"),
        ])
        func `a value 1000 times its neighbours stops the file and names the likely unit`(
            value: String, unit: String, likely: String
        ) throws {
            let place = try Place()
            let input = Self.sound.replacing("2021,53,PFLOPS", with: "2021,\(value),\(unit)")
            let file = try place.folder.write(input, to: "slip.csv")
            let done = try place.mosaic("backfill", file)
            #expect(done.status == 65)
            #expect(done.text == "")
            #expect(done.errors.hasPrefix("\(file):4:26: computing_power CN-NM 2021: \(value) \(unit) is about "))
            #expect(done.errors.contains("; \(likely); "), "\(done.errors)")
            #expect(done.errors.split(separator: "\n").count == 1)
            let report = try place.mosaic("backfill", file, "--json").json
            #expect(report["totals"] == .object(["unit_slip": .number(1)]))
            #expect(report["errors"]?.elements.first?["line"] == .number(4))
            #expect(report["errors"]?.elements.first?["value"] == .string(value))
            #expect(try place.mosaic("batches", "--json").json.elements.isEmpty)

            let allowed = try place.mosaic("backfill", file, "--allow", "unit_slip")
            #expect(allowed.status == 0)
            #expect(allowed.text == "batch 1: \(file): 5 rows: 5 new\n")
            #expect(allowed.errors.hasPrefix("\(file):4:26: warning: "))
        }

        @Test func `money in the wrong unit is told in the unit's Chinese spelling where the file spells it so`() throws
        {
            let place = try Place()
            let id = try #require(try Self.indicator(in: "100M CNY"))
            let rows = [(2019, "301.2"), (2020, "3244923.3"), (2021, "331")].map {
                "\(id),CN,\($0.0),\($0.1),亿元,2024-01-01\n"
            }
            let done = try place.mosaic(
                "backfill", "-", input: "indicator,region,period,value,unit,source_date\n" + rows.joined())
            #expect(done.status == 65)
            let lines = done.errors.split(separator: "\n")
            #expect(
                lines.contains { $0.hasPrefix("-:3:\(id.count + 10): ") && $0.contains("; looks like 万元 (10k CNY); ") })
        }

        /// An indicator of the shipped catalog that is measured so.
        private static func indicator(in unit: String) throws -> String? {
            let place = try Place()
            try place.mosaic("backfill", "-", input: BackfillTests.example)
            return try place.mosaic("show", "--json").json.elements.first { $0["unit"]?.string == unit }?["indicator"]?
                .string
        }

        @Test func `a factor of 100 is a warning, and the status stays 0`() throws {
            let place = try Place()
            let rows = [(2019, "64"), (2020, "65"), (2021, "0.66"), (2022, "67"), (2023, "68")].map {
                "urbanization_rate,CN,\($0.0),\($0.1),percent,2024-01-01\n"
            }
            let done = try place.mosaic(
                "backfill", "-", input: "indicator,region,period,value,unit,source_date\n" + rows.joined())
            #expect(done.status == 0)
            #expect(
                done.errors == """
                    -:4:27: warning: urbanization_rate CN 2021: 0.66 percent is about 1/100 of 65 percent in 2020 and 67 percent \
                    in 2022; looks like ratio

                    """)
        }

        @Test func `a revision by more than half needs --allow revision, but not of what was provisional`() throws {
            let place = try Place()
            try place.mosaic("backfill", "-", input: Self.sound.replacing("54,PFLOPS,", with: "54,PFLOPS,P"))
            let great = Self.rows([(2020, "78"), (2021, "80"), (2022, "99"), (2023, "56")], date: "2024-02-01")
            let done = try place.mosaic("backfill", "-", input: great)
            #expect(done.status == 65)
            #expect(
                done.errors == """
                    -:3:26: computing_power CN-NM 2021: 80 PFLOPS in place of 53 PFLOPS is a revision by more than half; \
                    if it is right, give --allow revision

                    """)
            #expect(try place.mosaic("backfill", "-", "--dry-run", input: great).status == 65)
            #expect(try place.mosaic("backfill", "-", "--allow", "unit_slip", input: great).status == 65)
            #expect(try csvRows(place.output("export")).map { $0["value"] } == ["50", "52", "53", "54", "56"])
            let report = try place.mosaic("backfill", "-", "--allow", "revision", "--json", input: great).json
            #expect(report["batch"] == .number(2))
            #expect(report["revised"] == .number(3))
            #expect(report["warnings"] == .number(1))
        }

        @Test func `after the 20th of a kind one line sums up, and totals are exact`() throws {
            let place = try Place()
            let years = Array(1990..<2020)
            try place.mosaic("backfill", "-", input: Self.rows(years.map { ($0, "10") }, date: "2024-01-01"))
            let great = Self.rows(years.map { ($0, "20") }, date: "2024-02-01")
            let lines = try place.mosaic("backfill", "-", input: great).errors.split(separator: "\n")
            #expect(lines.count == 21)
            #expect(lines.last == "-: 10 more of revision, 30 in all")
            let report = try place.mosaic("backfill", "-", "--json", input: great).json
            #expect(report["errors"]?.elements.map { $0["line"]?.int } == Array(2...21))
            #expect(report["totals"] == .object(["revision": .number(30)]))
        }

        @Test func `what can't be allowed is a wrong use, with the nearest that can`() throws {
            let place = try Place()
            let done = try place.mosaic("backfill", "-", "--allow", "unit_slp", input: Self.sound)
            #expect(done.status == 64)
            #expect(done.errors.contains("did you mean \"unit_slip\"?"))
            #expect(
                try place.mosaic("backfill", "-", "--allow", "revision", "--allow", "unit_slip", input: Self.sound)
                    .status == 0)
        }

        @Test func `with --together a file that can't be recorded keeps the others out, and every error is told`()
            throws
        {
            let place = try Place()
            try place.mosaic("backfill", "-", input: Self.sound)
            let before = try place.recorded()
            let good = try place.folder.write(BackfillTests.example, to: "good.csv")
            let slip = try place.folder.write(Self.rows([(2024, "58000")], date: "2025-01-01"), to: "slip.csv")
            let bad = try place.folder.write(BackfillTests.example.replacing("宁夏", with: "宁厦"), to: "bad.csv")
            let done = try place.mosaic("backfill", "--together", good, slip, bad, "--json")
            #expect(done.status == 65)
            #expect(
                try done.jsonLines.map { $0["totals"] }
                    == ["not_together", "unit_slip", "unknown_region"].map {
                        .object([$0: .number(1)])
                    })
            #expect(try place.recorded() == before)
            let missing = try place.mosaic("backfill", "--together", good, place.folder.path("missing.csv"))
            #expect(missing.status == 66)
            #expect(missing.errors.contains("\(good): is not recorded, as another of the files can't be"))
            #expect(try place.recorded() == before)

            let kept = try place.mosaic("backfill", "--together", good, slip, "--allow", "unit_slip", "--json")
            #expect(kept.status == 0)
            #expect(try kept.jsonLines.map { $0["batch"]?.int } == [2, 3])
            #expect(try csvRows(place.output("export")).count == 7)
        }

        @Test func `on a terminal a great revision is asked about, and faults are shown in their line`() throws {
            let place = try Place()
            try place.mosaic("backfill", "-", input: Self.sound)
            let file = try place.folder.write(Self.rows([(2021, "90")], date: "2024-02-01"), to: "great.csv")
            let no = try place.onTerminal(["backfill", file], typing: "n\n")
            #expect(no.status == 65)
            #expect(no.text.contains("Revise this figure by more than half? [y/N]"))
            #expect(no.text.contains("computing_power  CN-NM   2021        53   90     2"), "\(no.text)")
            #expect(
                no.text.contains(
                    "    computing_power,内蒙古,2021,90,PFLOPS,,2024-02-01\n" + String(repeating: " ", count: 32) + "^\n"),
                "\(no.text)")
            #expect(try place.mosaic("batches", "--json").json.elements.count == 1)
            let yes = try place.onTerminal(["backfill", file], typing: "y\n")
            #expect(yes.status == 0)
            #expect(yes.text.contains("batch 2: \(file): 1 row: 1 revised"))
            let piped = try place.mosaic("backfill", file)
            #expect(!piped.errors.contains("^"))
        }
    }
}
