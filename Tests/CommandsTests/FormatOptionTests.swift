import Exchange
import Foundation
import MosaicTestKit
import Testing

@testable import Commands

/// What `--format` names, and what is told of a form that was detected.
struct FormatOptionTests {
    private let folder: TemporaryFolder
    private var world = TestWorld()
    private let table: String

    init() throws {
        folder = try TemporaryFolder()
        table = try folder.write("computing_power (PFLOPS)\t2022\t2023\nCN-NM\t1\t2\nCN-QH\t\t3\n", to: "table.tsv")
        world.forms = ObservationForm.table + [WideTable.form]
        world.now = .noon
    }

    private func run(_ arguments: String...) -> Outcome {
        var outcome = world.run(arguments)
        outcome.output = outcome.output.replacingOccurrences(of: table, with: "table.tsv")
        outcome.errors = outcome.errors.replacingOccurrences(of: table, with: "table.tsv")
        return outcome
    }

    @Test
    func `a form that is not the default is told, in words and as JSON`() {
        let told = run("backfill", "--dry-run", table)
        #expect(told.status == 0 && told.output == "dry run: table.tsv: 3 rows: 3 new\n")
        #expect(told.errors.hasSuffix("table.tsv: read as wide table\n"))
        let json = run("backfill", "--dry-run", "--json", table)
        #expect(json.output.contains(#""file":"table.tsv","form":"wide table","rows":3"#), "\(json.output)")
    }

    @Test
    func `series of a file are read in any form of the table`() {
        let told = run("trends", "--from", table)
        #expect(told.status == 0 && told.errors == "table.tsv: read as wide table\n")
        #expect(told.output.split(separator: "\n").count == 3, "\(told.output)")
        #expect(run("trends", "--from", table, "--format", "wide-tsv") == told)
        let targets =
            "id,indicator,region,kind,base_period,target_period,target_value,unit\n"
            + "t1,computing_power,CN-NM,at_least,2022,2030,200,PFLOPS\n"
        guard let targets = try? folder.write(targets, to: "targets.csv") else { return }
        let gaps = run("gaps", "--from", table, "--targets", targets, "--format", "wide-tsv")
        #expect(gaps.status == 0 && gaps.output.contains("t1"), "\(gaps)")
    }

    @Test(arguments: [
        ["backfill", "--format", "wide-tvs", "a.tsv"], ["trends", "--from", "a.tsv", "--format", "wide-tvs"],
        ["gaps", "--from", "a.tsv", "--targets", "b.csv", "--format", "wide-tvs"],
    ])
    func `a name that no form has is answered with the nearest`(arguments: [String]) {
        let outcome = world.run(arguments)
        #expect(outcome.status == 64)
        #expect(outcome.errors == "mosaic: unknown form \"wide-tvs\"; did you mean \"wide-tsv\"?\n")
    }

    @Test(arguments: [["trends", "--format", "csv"], ["gaps", "--format", "csv"]])
    func `a format without a file of series is no use`(arguments: [String]) {
        let outcome = world.run(arguments)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("--format stands beside --from, the file of series"), "\(outcome.errors)")
    }
}
