import Exchange
import Formats
import Foundation
import Glibc
import Indicators
import MosaicTestKit
import Record
import Reports
import Testing

@testable import Intake

/// What the one door does with inputs, on the naive record.
struct DoorTests {
    private let record = NaiveRecord()
    private static let today = CalendarDate(daysSince1970: 20_527)

    private static let catalog = Catalog(
        regions: [
            Region(
                id: "CN-NM", gbCode: "150000", name: ["en": "Inner Mongolia", "zh": "内蒙古"],
                kind: .autonomousRegion),
            Region(
                id: "CN-JS", gbCode: "320000", name: ["en": "Jiangsu", "zh": "江苏"], kind: .province),
        ],
        indicators: [
            Indicator(
                id: "computing_power", title: ["en": "Computing power", "zh": "算力"],
                unit: UnitOfMeasure(known: "PFLOPS") ?? UnitOfMeasure(standingAlone: "PFLOPS"), direction: .more,
                measure: .level)
        ])

    private func take(
        _ files: [(name: String, text: String)], watch: some IntakeWatch = NoWatch(),
        _ change: (inout IntakeOptions) -> Void = { _ in }
    ) throws -> [IntakeReport] {
        var options = IntakeOptions(today: Self.today)
        change(&options)
        let folder = try TemporaryFolder()
        let inputs = try files.map { file in
            if !file.text.isEmpty { try folder.write(file.text, to: file.name) }
            return IntakeInput(opening: folder.path(file.name))
        }
        let door = Door(
            to: record, catalog: Self.catalog, timeZone: .shanghai, recordedBy: "statistician",
            reader: ObservationReader(forms: ObservationForm.table + [WideTable.form]))
        return try TestClock.at(.noon) { () throws(RecordFailure) in
            try door.take(inputs, options, watch: watch)
        }
    }

    /// The lines of a report without the folder of its file.
    private func lines(_ report: IntakeReport) -> [String] {
        (report.notes + report.diagnostics.lines + report.lines).map { line in
            let folder = report.file.split(separator: "/").dropLast().joined(separator: "/")
            return line.replacingOccurrences(of: "/\(folder)/", with: "")
        }
    }

    private static func csv(_ rows: String...) -> String {
        (["indicator,region,period,value,unit"] + rows).joined(separator: "\n") + "\n"
    }

    @Test
    func `a file becomes a batch, and its report is values, lines and JSON`() throws {
        let file = (name: "a.csv", text: Self.csv("computing_power,CN-NM,2024,1,EFLOPS"))
        let report = try #require(try take([file]).first)
        #expect(report.status == .done && report.recorded?.batch == 1)
        #expect(lines(report) == ["batch 1: a.csv: 1 row: 1 new"])
        guard case .object(let members) = report.json else { return #expect(Bool(false), "no object") }
        #expect(members.map(\.key).prefix(4) == ["batch", "already", "file", "rows"])
        #expect(lines(try #require(try take([file]).first)) == ["a.csv: already recorded as batch 1"])
        #expect(try record.view().batches().map(\.recordedBy) == ["statistician"])
    }

    @Test
    func `of files that go together none is recorded where one is wrong or missing, and each is told`() throws {
        let reports = try take([
            ("good.csv", Self.csv("computing_power,CN-NM,2024,1,EFLOPS")),
            ("bad.csv", Self.csv("computing_power,CN-XX,2024,1,EFLOPS")), ("missing.csv", ""),
        ])
        #expect(reports.map(\.status) == [.badData, .badData, .noInput])
        #expect(lines(reports[0]) == ["good.csv: is not recorded, as another of the files can't be"])
        #expect(reports[1].diagnostics.errorTotals == ["unknown_region": 1])
        #expect(lines(reports[2]) == ["missing.csv: there is no such file"])
        #expect(reports.allSatisfy { $0.recorded == nil && $0.lines == [] })
        #expect(try record.view().batches().isEmpty)
    }

    @Test
    func `a dry run keeps nothing and says so`() throws {
        let text = Self.csv("computing_power,CN-NM,2024,1,EFLOPS")
        let report = try #require(try take([("a.csv", text)]) { $0.isDryRun = true }.first)
        #expect(lines(report) == ["dry run: a.csv: 1 row: 1 new"])
        #expect(try record.view().batches().isEmpty)
    }

    /// Notes what it is told, and answers as it is made to.
    private final class Onlooker: IntakeWatch {
        let answer: Bool
        private(set) var rows: [Int] = []
        private(set) var bytes = 0
        private(set) var questions: [Int] = []

        init(answer: Bool) { self.answer = answer }

        func hasRead(_ count: Int, of input: IntakeInput) { bytes = count }

        func willRecord(rows: Int) { self.rows.append(rows) }

        func allows(_ question: RevisionQuestion) -> Bool {
            questions.append(question.count)
            return answer
        }
    }

    @Test(arguments: [true, false])
    func `a great revision is asked about, and recorded if the answer is yes`(answer: Bool) throws {
        _ = try take([("a.csv", Self.csv("computing_power,CN-NM,2024,10,PFLOPS"))])
        let onlooker = Onlooker(answer: answer)
        let text = Self.csv("computing_power,CN-NM,2024,30,PFLOPS")
        let report = try #require(try take([("b.csv", text)], watch: onlooker).first)
        #expect(onlooker.questions == [1] && onlooker.rows == [1] && onlooker.bytes == text.utf8.count)
        #expect(report.status == (answer ? .done : .badData))
        #expect((answer ? report.diagnostics.warningTotals : report.diagnostics.errorTotals) == ["revision": 1])
        #expect(try record.view().batches().count == (answer ? 2 : 1))
    }

    @Test
    func `nothing is asked where a file of the group is wrong`() throws {
        _ = try take([("a.csv", Self.csv("computing_power,CN-NM,2024,10,PFLOPS"))])
        let onlooker = Onlooker(answer: true)
        let reports = try take(
            [("b.csv", Self.csv("computing_power,CN-NM,2024,30,PFLOPS")), ("c.csv", "?")], watch: onlooker)
        #expect(onlooker.questions == [] && reports.map(\.status) == [.badData, .badData])
    }

    @Test
    func `in a wide table guards and retractions without effect point at the cell`() throws {
        let first = "computing_power (PFLOPS)\t2021\t2022\t2023\nCN-NM\t50\t51\t52\nCN-JS\t7\t8\t9\n"
        let report = try #require(try take([("a.tsv", first)]).first)
        #expect(lines(report) == ["a.tsv: read as wide table", "batch 1: a.tsv: 6 rows: 6 new"])
        #expect(try record.view().batches().map { $0.input?.reading } == ["wide-tsv"])

        let second = "computing_power (PFLOPS)\t2021\t2022\t2023\nCN-NM\t50\t51000\t52\nCN-JS\t70\t8\t9\n"
        let refused = try #require(try take([("b.tsv", second)]).first)
        #expect(refused.status == .badData)
        #expect(
            refused.diagnostics.kept.map { "\($0.line ?? 0):\($0.column ?? 0) \($0.code.rawValue) \($0.value ?? "")" }
                .sorted() == ["2:10 revision 51000", "2:10 unit_slip 51000", "3:7 revision 70"])

        let taken = "computing_power (PFLOPS)\t2019\t2022\nCN-NM\t0\t0\nCN-JS\t0\t0\n"
        let retraction = try #require(try take([("c.tsv", taken)]) { $0.isRetraction = true }.first)
        #expect(
            lines(retraction) == [
                "c.tsv: read as wide table", "c.tsv:2:7: warning: takes back nothing that is in force",
                "c.tsv:3:7: warning: takes back nothing that is in force", "batch 2: c.tsv: 4 rows: 4 retracted",
            ])
    }

    @Test
    func `what a form is named by is taken as it is said`() throws {
        let report = try #require(try take([("a.csv", "a,b\n")]) { $0.format = "csv" }.first)
        #expect(report.diagnostics.errorTotals == ["missing_column": 1])
        #expect(try #require(try take([("a.csv", "a,b\n")]).first).diagnostics.errorTotals == ["unknown_form": 1])
    }

    @Test
    func `a pipe is taken like a file, and its lines are found again`() throws {
        var ends: [Int32] = [0, 0]
        #expect(unsafe pipe(&ends) == 0)
        let text = Self.csv("computing_power,CN-NM,2023,1,PFLOPS", "computing_power,CN-NM,2024,1000,PFLOPS")
        FileHandle(fileDescriptor: ends[1], closeOnDealloc: false).write(Data(text.utf8))
        close(ends[1])
        let door = Door(to: record, catalog: Self.catalog, timeZone: .shanghai, recordedBy: "a token")
        let input = IntakeInput(InputFile(name: "request", descriptor: ends[0]))
        let report = try #require(try door.take([input], IntakeOptions(today: Self.today)).first)
        #expect(
            report.diagnostics.lines.last?.hasPrefix("request:3:28: computing_power CN-NM 2024: 1000 PFLOPS is about")
                == true, "\(report.diagnostics.lines)")
    }
}
