import Indicators
import Record
import Testing

struct GuardFindingsTests {
    @Test
    func `of each kind the first 20 lines are kept, whatever the order in which they come`() {
        var findings = GuardFindings()
        for line in (1...50).reversed() {
            findings.add(revision(line: line))
            if line > 30 { findings.add(slip(3, line: line)) }
            if line > 45 { findings.add(slip(2, line: line)) }
        }
        let lines = { (found: SeriesGuard, severity: Diagnostic.Severity) in
            findings.kept.filter { $0.found == found && $0.severity == severity }.map(\.row.line)
        }
        #expect(lines(.revision, .error) == Array(1...20))
        #expect(lines(.unitSlip, .error) == Array(31...50))
        #expect(lines(.unitSlip, .warning) == Array(46...50))
        #expect(findings.kept.map(\.row.line) == findings.kept.map(\.row.line).sorted())
        #expect(findings.totals.values.sorted() == [5, 20, 50])
    }

    @Test
    func `only an error that is not allowed refuses a batch`() {
        var findings = GuardFindings()
        findings.add(slip(2, line: 2))
        #expect(!findings.refuse(allowing: []))
        findings.add(slip(-4, line: 3))
        #expect(findings.refuse(allowing: []) && findings.refuse(allowing: [.revision]))
        #expect(!findings.refuse(allowing: [.unitSlip]))
        findings.add(revision(line: 4))
        #expect(findings.refuse(allowing: [.unitSlip]) && !findings.refuse(allowing: [.unitSlip, .revision]))
    }

    private let series = SeriesKey(indicator: "rate", region: "CN")

    private func revision(line: Int) -> GuardFinding {
        GuardFinding(.revision(old: 1), series: series, year: 2020, value: 2, row: RowLocation(line: line, field: 3))
    }

    private func slip(_ power: Int, line: Int) -> GuardFinding {
        GuardFinding(
            .unitSlip(powersOfTen: power, neighbours: []), series: series, year: 2020, value: 1,
            row: RowLocation(line: line, field: 3))
    }
}
