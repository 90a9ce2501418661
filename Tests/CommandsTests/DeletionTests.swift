import Foundation
import MosaicTestKit
import Testing

@testable import Commands

/// Deletions of SDMX-CSV that name more than one figure, and `--allow delete-all`.
struct DeletionTests {
    private static let header =
        "STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,SOURCE_DATE\n"
    private static let figures = """
        indicator,region,period,value,unit,status,source_date
        gdp,CN-BJ,2021,1,100M CNY,,2022-01-01
        gdp,CN-BJ,2022,2,100M CNY,,2023-01-01
        gdp,CN-SH,2021,3,100M CNY,,2022-01-01
        gdp,CN-SH,2022,,100M CNY,O,2023-01-01
        computing_power,CN-BJ,2021,4,PFLOPS,,2022-01-01

        """
    private let folder: TemporaryFolder
    private let world: TestWorld

    init() throws {
        folder = try TemporaryFolder()
        world = try FieldCaseTests.world()
        let file = try folder.write(Self.figures, to: "figures.csv")
        #expect(world.run(["backfill", file]).status == 0)
    }

    /// The figures in force, shortly.
    private func inForce() -> [String] {
        world.run(["export"]).output.split(separator: "\n").dropFirst().map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).prefix(4).joined(separator: " ")
        }
    }

    /// Takes rows, each of which begins with its action.
    private func take(_ rows: [String], _ options: [String] = ["--allow", "delete-all"]) throws -> Outcome {
        let text = Self.header + rows.map { "dataflow,M:Y(1.0),\($0)\n" }.joined()
        return world.run(["backfill"] + options + [try folder.write(text, to: "deletions.csv")])
    }

    static let wide: [(row: String, left: [String])] = [
        ("D,,,,,,", []),
        ("D,gdp,,,,,", ["computing_power CN-BJ 2021 4"]),
        ("D,,Shanghai,,,,", ["computing_power CN-BJ 2021 4", "gdp CN-BJ 2021 1", "gdp CN-BJ 2022 2"]),
        ("D,gdp,,2021,-,,", ["computing_power CN-BJ 2021 4", "gdp CN-BJ 2022 2", "gdp CN-SH 2022 "]),
    ]

    @Test(arguments: wide)
    func `with delete-all a deletion takes back all that it means, and says how many`(
        row: String, left: [String]
    ) throws {
        let outcome = try take([row])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.errors.contains("rows delete without naming each: \(5 - left.count)\n"))
        #expect(outcome.output.contains("\(5 - left.count) retracted"))
        #expect(inForce() == left)
    }

    @Test(arguments: wide)
    func `without it the deletion is refused, and the option named`(row: String, left: [String]) throws {
        let outcome = try take([row], [])
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("deletions.csv:2:1: deletes the figures of every "))
        #expect(outcome.errors.contains("give `mosaic backfill --allow delete-all`"))
        #expect(inForce().count == 5)
    }

    @Test
    func `rows below a deletion say anew what they name, and the rest is gone`() throws {
        let rows = ["D,gdp,,,,,", "M,gdp,北京,2022,20,100M CNY,", "M,gdp,CN-SH,2023,30,100M CNY,2024-01-01"]
        let outcome = try take(rows, ["--allow", "delete-all", "--allow", "revision"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(inForce() == ["computing_power CN-BJ 2021 4", "gdp CN-BJ 2022 20", "gdp CN-SH 2023 30"])
    }

    @Test
    func `a deletion below rows that say what it deletes is an error`() throws {
        let outcome = try take(["M,gdp,CN-SH,2023,30,100M CNY,", "D,gdp,CN-BJ,,,,", "D,,CN-SH,,,,"])
        #expect(outcome.status == 65)
        #expect(
            outcome.errors.contains("deletions.csv:4:1: deletes the figures of every indicator and period, of which"))
        #expect(!outcome.errors.contains("deletions.csv:3:"))
    }

    @Test
    func `names that the catalog lacks are errors of a deletion too`() throws {
        let outcome = try take(["D,gpd,,,,,", "D,,Atlantis,,,,", "D,,,21,,,"])
        #expect(outcome.status == 65)
        for place in ["2:21: unknown indicator \"gpd\"", "3:22: unknown region", "4:23: unknown period"] {
            #expect(outcome.errors.contains("deletions.csv:\(place)"), "\(outcome.errors)")
        }
    }

    @Test
    func `the same deletion takes back what came since, and is known where nothing did`() throws {
        #expect(try take(["D,gdp,,,,,"]).output.hasPrefix("batch 2"))
        #expect(try take(["D,gdp,,,,,"]).status == 0)
        let file = try folder.write(
            "indicator,region,period,value,unit\ngdp,CN-BJ,2024,9,100M CNY\n", to: "more.csv")
        #expect(world.run(["backfill", file]).status == 0)
        #expect(inForce().contains("gdp CN-BJ 2024 9"))
        #expect(try take(["D,gdp,,,,,"]).output.contains("1 retracted"))
        #expect(inForce() == ["computing_power CN-BJ 2021 4"])
    }

    @Test
    func `what a mapping reads is all that a deletion means`() throws {
        let mapping = try folder.write(
            """
            indicator:
              - { when: { MEASURE: GDP }, is: gdp }
              - { when: { MEASURE: POP, SEX: T }, is: computing_power }
            where: { FREQ: A }
            """, to: "m.yaml")
        let header = "STRUCTURE,STRUCTURE_ID,ACTION,MEASURE,SEX,FREQ,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE\n"
        func run(_ row: String) throws -> Outcome {
            let file = try folder.write("\(header)dataflow,M:Y(1.0),D,\(row)\n", to: "mapped.csv")
            return world.run(["backfill", "--allow", "delete-all", "--mapping", mapping, file])
        }
        #expect(try run(",,Q,,,,").errors.contains("rows that the mapping leaves out: 1"))
        #expect(inForce().count == 5)
        #expect(try run("POP,,,,,,").output.contains("1 retracted"))
        #expect(try run(",,,CN-BJ,,,").output.contains("2 retracted"))
        #expect(inForce() == ["gdp CN-SH 2021 3", "gdp CN-SH 2022 "])
    }
}
