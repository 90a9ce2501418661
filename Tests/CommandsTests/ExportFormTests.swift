import Foundation
import Indicators
import MosaicTestKit
import Testing

@testable import Commands

/// What is exported in each form says, backfilled into an empty record, what the first record says.
@Suite
struct ExportFormTests {
    private static let figures = #"""
        indicator,region,period,value,unit,status,bound,source,source_date,note
        computing_power,CN-BJ,2021,98000,PFLOPS,A,eq,"yearbook, ""two""",2022-01-01,a < b & c
        computing_power,CN-BJ,2022,0.1,PFLOPS,E,gt,yearbook,2023-01-01,
        computing_power,CN-BJ,2023,1e-7,PFLOPS,P,ge,yearbook,2024-01-01,
        computing_power,CN-NM,2021,,PFLOPS,O,eq,yearbook,2022-01-01,
        computing_power,CN-NM,2023,,PFLOPS,M,eq,yearbook,2022-01-01,never
        computing_power,CN,2022,123456789.25,PFLOPS,B,approx,公报,2023-01-01,
        clean_share,CN-QH,2022,93,percent,A,lt,yearbook,2023-01-01,
        clean_share,CN-QH,2023,94.5,percent,A,le,yearbook,2024-01-01,

        """#

    private static func world() throws -> TestWorld {
        var world = TestWorld()
        world.now = try #require(Timestamp("2026-03-01T00:00:00Z"))
        return world
    }

    private static func backfill(_ bytes: [UInt8], _ name: String, _ arguments: [String] = [], in world: TestWorld)
        throws
    {
        let folder = try TemporaryFolder()
        let path = folder.url.appending(path: name)
        try Data(bytes).write(to: path)
        let outcome = world.run(["backfill", path.path, "--allow", "unit_slip"] + arguments)
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    private static func full() throws -> TestWorld {
        let world = try Self.world()
        try backfill(Array(figures.utf8), "figures.csv", in: world)
        return world
    }

    /// Of each row of an export the columns up to the bound.
    private static func contents(_ text: String) -> [String] {
        text.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).prefix(7).joined(separator: ",")
        }
    }

    @Test
    func `a workbook's sheets give the record back, with sources, dates and notes`() throws {
        let (world, other) = try (Self.full(), Self.world())
        let workbook = world.run(["export", "--format", "xlsx"])
        #expect(workbook.status == 0, "\(workbook.errors)")
        for sheet in ["computing_power", "clean_share"] {
            try Self.backfill(workbook.bytes, "figures.xlsx", ["--sheet", sheet], in: other)
        }
        #expect(other.run(["export"]).output == world.run(["export"]).output)
    }

    @Test
    func `a workbook of one indicator is read without naming its sheet`() throws {
        let (world, other) = try (Self.full(), Self.world())
        try Self.backfill(world.run(["export", "clean_share", "--format", "xlsx"]).bytes, "figures.xlsx", in: other)
        #expect(other.run(["export"]).output == world.run(["export", "clean_share"]).output)
    }

    @Test(arguments: ["computing_power", "clean_share"])
    func `a wide table gives values, statuses and bounds back`(indicator: String) throws {
        let (world, other) = try (Self.full(), Self.world())
        let table = world.run(["export", indicator, "--format", "wide"])
        try Self.backfill(table.bytes, "figures.csv", in: other)
        #expect(Self.contents(other.run(["export"]).output) == Self.contents(world.run(["export", indicator]).output))
    }

    @Test
    func `a wide table looks as a statistician pastes it`() throws {
        #expect(
            try Self.full().run(["export", "computing_power", "--format", "wide"]).output == """
                Computing power
                Indicator: computing_power (PFLOPS)
                Region,2021,2022,2023
                China,,≈123456789.25 (B),
                Beijing,98000,>0.1 (E),≥1e-7 (P)
                Inner Mongolia,…,,(M)

                """)
    }

    @Test
    func `SDMX-CSV gives the record back, with sources, dates and notes`() throws {
        let (world, other) = try (Self.full(), Self.world())
        try Self.backfill(world.run(["export", "--format", "sdmx-csv"]).bytes, "figures.csv", in: other)
        #expect(other.run(["export"]).output == world.run(["export"]).output)
    }

    @Test
    func `SDMX-CSV has a row a figure, by the columns of its structure`() throws {
        let output = try Self.full().run(["export", "clean_share", "--format", "sdmx-csv"]).output
        let header =
            "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,OBS_STATUS,BOUND,"
            + "SOURCE,SOURCE_DATE,OBS_COMMENT"
        let first = "dataflow,MOSAIC:FIGURES(1.0.0),I,A,clean_share,CN-QH,2022,93,percent,A,lt,yearbook,2023-01-01,"
        #expect(output.split(separator: "\n").prefix(2).map(String.init) == [header, first])
    }

    @Test
    func `filters and --as-of choose what is written, in each form`() throws {
        let world = try Self.full()
        #expect(world.run(["export", "computing_power", "Beijing"]).output.split(separator: "\n").count == 4)
        for form in ["sdmx-csv", "csv"] {
            let lines = world.run(["export", "--format", form, "--as-of", "2020-01-01"]).output.split(separator: "\n")
            #expect(lines.count == 1, "\(form)")
        }
        #expect(world.run(["export", "clean_share", "--format", "wide", "--as-of", "2020-01-01"]).output == "")
    }

    private static let parts: [(arguments: [String], regions: Set<String>)] = [
        (["--region", "CN/"], ["CN", "CN-BJ", "CN-NM", "CN-QH"]),
        (["--level", "province"], ["CN-BJ", "CN-NM", "CN-QH"]),
        (["--region", "CN/", "--level", "nation"], ["CN"]), (["--region", "north/"], ["CN-BJ", "CN-NM"]),
        (["--region", "内蒙古"], ["CN-NM"]), (["computing_power", "CN/", "--level", "province"], ["CN-BJ", "CN-NM"]),
        (["--region", "CN-QH", "--level", "nation"], []),
    ]

    @Test(arguments: parts)
    func `a region's parts and a level are written in long CSV, with vintages and as JSON`(
        arguments: [String], regions: Set<String>
    ) throws {
        let world = try Self.full()
        for more in [[], ["--vintages"]] {
            let all = world.run(["export"] + more).output.split(separator: "\n")
            let wanted = all.dropFirst().filter { row in
                let fields = row.split(separator: ",", maxSplits: 2)
                return regions.contains(String(fields[1]))
                    && (arguments[0].hasPrefix("--") || fields[0] == "computing_power")
            }
            let outcome = world.run(["export"] + arguments + more)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.split(separator: "\n") == all.prefix(1) + wanted)
            #expect(Set(wanted.map { String($0.split(separator: ",")[1]) }) == regions)
        }
        let json = world.run(["export", "--json"] + arguments).output
        #expect(json.matches(of: /"region":"([A-Z-]+)"/).allSatisfy { regions.contains(String($0.1)) })
    }

    @Test(arguments: parts.filter { !$0.regions.isEmpty })
    func `a region's parts and a level are written in the other forms too`(
        arguments: [String], regions: Set<String>
    ) throws {
        let world = try Self.full()
        let wanted = world.run(["export"] + arguments).output
        let sdmx = try Self.world()
        try Self.backfill(world.run(["export", "--format", "sdmx-csv"] + arguments).bytes, "f.csv", in: sdmx)
        #expect(sdmx.run(["export"]).output == wanted)
        let workbook = world.run(["export", "--format", "xlsx"] + arguments)
        let sheets = try Self.world()
        for sheet in Set(wanted.split(separator: "\n").dropFirst().map { String($0.prefix { $0 != "," }) }) {
            try Self.backfill(workbook.bytes, "f.xlsx", ["--sheet", sheet], in: sheets)
        }
        #expect(sheets.run(["export"]).output == wanted)
        let history = world.run(["export", "--format", "openmetrics"] + arguments).output
        let named = history.matches(of: /region="([A-Z-]+)"/).map { String($0.1) }
        // Missing figures are not in it.
        let rows = wanted.split(separator: "\n").dropFirst()
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(named == rows.filter { !$0[3].isEmpty }.map { String($0[1]) })
    }

    @Test
    func `a wide table can be of a region's parts of one level`() throws {
        let table = try Self.full().run(
            ["export", "computing_power", "CN/", "--level", "province", "--format", "wide"])
        #expect(
            table.output.split(separator: "\n").dropFirst(3).map { $0.prefix { $0 != "," } } == [
                "Beijing", "Inner Mongolia",
            ])
    }

    @Test(arguments: [
        (["--format", "wide"], "is a table of one indicator"), (["--format", "xlsx", "--json"], "leave out --format"),
        (["--format", "xlsx", "--vintages"], "leave out --format"), (["--structure"], "is that of --format sdmx-csv"),
        (["--format", "exel"], "xlsx"), (["computing_power", "CN/", "--region", "CN"], "the region is given twice"),
        (["--region", "CN-XX/"], "unknown region \"CN-XX\""), (["--level", "county"], "county"),
    ])
    func `what does not go together is told`(arguments: [String], words: String) throws {
        let outcome = try Self.full().run(["export"] + arguments)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains(words))
    }
}
