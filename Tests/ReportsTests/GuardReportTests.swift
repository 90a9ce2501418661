import Formats
import Indicators
import Record
import Reports
import Testing

struct GuardReportTests {
    @Test(arguments: [
        ("亿元", "32449", 4, "looks like 万元 (10k CNY)"), ("万元", "3", -4, "looks like 亿元 (100M CNY)"),
        ("100M CNY", "32449", 4, "looks like 10k CNY (万元)"), ("元", "1", 4, "look at its unit"),
    ])
    func `a slip names the likely unit, in the words of the row`(
        unit: String, value: String, power: Int, expected: String
    ) throws {
        let neighbours = [
            GuardFinding.Neighbour(year: 2019, value: 3.2), GuardFinding.Neighbour(year: 2021, value: 3.3),
        ]
        let finding = GuardFinding(
            .unitSlip(powersOfTen: power, neighbours: neighbours), series: Sample.key, year: 2020, value: 32_449,
            row: RowLocation(line: 7, field: 3))
        let location = ValueLocation(line: 7, column: 15, value: value, unit: unit)
        let kept = try #require(UnitOfMeasure(known: "100M CNY"))
        let error = Diagnostic(finding, file: "f.csv", location: location, unit: kept, isAllowed: false)
        let factor = power > 0 ? "10000 times" : "1/10000 of"
        #expect(
            error.description == """
                f.csv:7:15: power CN 2020: \(value) \(unit) is about \(factor) 3.2 100M CNY in 2019 and 3.3 100M CNY in 2021; \
                \(expected); if it is right, give --allow unit_slip
                """)
        let warning = Diagnostic(finding, file: "f.csv", location: location, unit: kept, isAllowed: true)
        #expect(warning.severity == .warning && warning.expected == expected && warning.code.rawValue == "unit_slip")
    }

    @Test
    func `where a row's location isn't known its line stands for it, and the value is in the indicator's unit`() throws
    {
        let finding = GuardFinding(
            .revision(old: 10), series: Sample.key, year: 2020, value: 30.5, row: RowLocation(line: 7, field: 3))
        let error = Diagnostic(finding, file: "f.csv", location: nil, unit: try Sample.unit(), isAllowed: false)
        #expect(
            error.description == """
                f.csv:7:1: power CN 2020: 30.5 PFLOPS in place of 10 PFLOPS is a revision by more than half; \
                if it is right, give --allow revision
                """)
    }

    @Test
    func `findings beyond those that are kept are counted, and allowed ones are warnings`() throws {
        var findings = GuardFindings()
        for line in 2..<32 {
            findings.add(
                GuardFinding(
                    .revision(old: 1), series: Sample.key, year: 2020, value: 9, row: RowLocation(line: line, field: 3))
            )
        }
        for allowed in [[], [.revision]] as [Set<SeriesGuard>] {
            var diagnostics = Diagnostics()
            diagnostics.add(findings, allowing: allowed) {
                Diagnostic($0, file: "f.csv", location: nil, unit: nil, isAllowed: $1)
            }
            #expect(diagnostics.errorTotals == (allowed.isEmpty ? ["revision": 30] : [:]))
            #expect(diagnostics.warningTotals == (allowed.isEmpty ? [:] : ["revision": 30]))
            #expect(diagnostics.lines.last == "f.csv: 10 more of revision, 30 in all")
        }
    }
}
