import Formats
import Indicators
import Record
import Testing

@testable import Reports

@Suite
struct RecordReportTests {
    static let counts: BatchCounts = {
        var counts = BatchCounts()
        (counts.rows, counts[.new], counts[.revised], counts[.confirmed]) = (21, 1, 2, 3)
        (counts[.older], counts[.unchanged], counts[.retracted]) = (4, 5, 6)
        return counts
    }()

    static func revision(_ old: Double?, _ new: Double?) throws -> Revision {
        Revision(series: Sample.key, period: try #require(Period(year: 2025)), old: old, new: new)
    }

    @Test
    func `a backfill tells its counts and what was revised`() throws {
        var report = AppendReport()
        report.batch = 12
        report.counts = Self.counts
        report.revisions = [try Self.revision(237_000, 220_000), try Self.revision(1.5, nil)]
        #expect(
            Sample.text(JSONValue(report, file: "a.csv", warnings: 3)) == #"""
                {"batch":12,"already":null,"file":"a.csv","rows":21,"new":1,"revised":2,"confirmed":3,"older":4,"unchanged":5,\#
                "retracted":6,"warnings":3,"revisions":[{"indicator":"power","region":"CN","period":2025,"old":237000,"new":220000},\#
                {"indicator":"power","region":"CN","period":2025,"old":1.5,"new":null}]}
                """#)
    }

    @Test
    func `a file already recorded has no batch`() {
        var report = AppendReport()
        report.already = 4
        #expect(
            Sample.text(JSONValue(report, file: "-", warnings: 0)) == #"""
                {"batch":null,"already":4,"file":"-","rows":0,"new":0,"revised":0,"confirmed":0,"older":0,"unchanged":0,\#
                "retracted":0,"warnings":0,"revisions":[]}
                """#)
    }

    @Test
    func `a refused file tells its errors in order and exact totals by code`() {
        var diagnostics = Diagnostics()
        diagnostics.add(
            Diagnostic(
                "unknown_region", file: "a.csv", line: 3, column: 7, message: "unknown", value: "X", expected: "Y"))
        diagnostics.add(Diagnostic("bad_value", file: "a.csv", line: 2, column: 9, message: "no number", value: "x"))
        diagnostics.add(Diagnostic("unknown_column", severity: .warning, file: "a.csv", message: "not read"))
        diagnostics.count("unknown_region")
        #expect(
            Sample.text(JSONValue(refusalOf: "a.csv", diagnostics)) == #"""
                {"file":"a.csv","errors":[{"code":"bad_value","line":2,"column":9,"message":"no number","value":"x","expected":null},\#
                {"code":"unknown_region","line":3,"column":7,"message":"unknown","value":"X","expected":"Y"}],\#
                "totals":{"bad_value":1,"unknown_region":2}}
                """#)
    }

    @Test
    func `an undo tells what it voids and what changes`() throws {
        var report = UndoReport(voids: 3)
        report.batch = 9
        report.revisions = [try Self.revision(nil, 2)]
        #expect(
            Sample.text(JSONValue(report)) == #"""
                {"batch":9,"voids":3,"already":null,"revisions":[{"indicator":"power","region":"CN","period":2025,"old":null,"new":2}]}
                """#)
    }

    @Test
    func `a batch tells what it is, from what, and whether it stands`() {
        let input = BatchInput(file: "a.csv", sha256: [0x00, 0x0F, 0xA0], reading: "csv")
        let recorded = Timestamp(microseconds: 0)
        let backfill = Batch(
            id: 1, kind: .backfill(input), recorded: recorded, recordedBy: "li", counts: Self.counts, voidedBy: 2)
        let undo = Batch(
            id: 2, kind: .undo(of: 1), recorded: recorded, recordedBy: "li", counts: BatchCounts(), voidedBy: nil)
        #expect(
            Sample.text(JSONValue(backfill)) == #"""
                {"batch":1,"kind":"backfill","recorded":"1970-01-01T00:00:00Z","recorded_by":"li","file":"a.csv","sha256":"000fa0",\#
                "reading":"csv","voids":null,"voided_by":2,"rows":21,"new":1,"revised":2,"confirmed":3,"older":4,"unchanged":5,\#
                "retracted":6}
                """#)
        #expect(
            Sample.text(JSONValue(undo)) == #"""
                {"batch":2,"kind":"undo","recorded":"1970-01-01T00:00:00Z","recorded_by":"li","file":null,"sha256":null,\#
                "reading":null,"voids":1,"voided_by":null,"rows":0,"new":0,"revised":0,"confirmed":0,"older":0,"unchanged":0,\#
                "retracted":0}
                """#)
        let kinds = [Batch.Kind.backfill(input), .retraction(input), .undo(of: 1)].map { kind in
            Batch(id: 3, kind: kind, recorded: recorded, recordedBy: "li", counts: BatchCounts(), voidedBy: nil)
                .kindWord
        }
        #expect(kinds == ["backfill", "retraction", "undo"])
    }

    @Test
    func `a figure is told by the columns of the export`() throws {
        #expect(
            Sample.text(JSONValue(try Sample.figure(value: 220_000, note: "over"), unit: try Sample.unit())) == #"""
                {"indicator":"power","region":"CN","period":2025,"value":220000,"unit":"PFLOPS","status":"A","bound":"gt",\#
                "source":"CGTN, a \"mosaic\"","source_date":"2026-03-01","note":"over","batch":7,\#
                "recorded":"1970-01-01T00:00:01.500000Z"}
                """#)
        let none = Sample.text(JSONValue(try Sample.figure(value: nil, status: .missing), unit: nil))
        #expect(none.contains(#""value":null,"unit":null,"status":"O""#))
        #expect(none.contains(#""note":null"#))
    }

    @Test
    func `a vintage tells whether it is in force, and a retraction says nothing`() throws {
        let period = try #require(Period(year: 2025))
        let date = try #require(CalendarDate("2026-03-01"))
        func text(_ content: StatementContent) throws -> String {
            let vintage = Vintage(
                series: Sample.key, period: period, content: content, published: date, batch: 2,
                recorded: Timestamp(microseconds: 0), source: "a", note: nil, repeatedBy: [3, 5], isInForce: true)
            return Sample.text(JSONValue(vintage, VintageChange(vintage, after: nil), unit: try Sample.unit()))
        }
        #expect(
            try text(.figure(value: 1.5, status: .estimated, bound: .atLeast)) == #"""
                {"indicator":"power","region":"CN","period":2025,"value":1.5,"unit":"PFLOPS","status":"E","bound":"ge","source":"a",\#
                "source_date":"2026-03-01","note":null,"retraction":false,"in_force":true,"previous":null,"change":null,\#
                "change_ratio":null,"batch":2,"recorded":"1970-01-01T00:00:00Z","repeated_by":[3,5]}
                """#)
        #expect(
            try text(.retraction).contains(#""value":null,"unit":"PFLOPS","status":null,"bound":null,"source":"a""#))
        #expect(try text(.retraction).contains(#""retraction":true"#))
    }

    @Test
    func `the export's CSV has the columns that a backfill reads, and quotes what needs it`() throws {
        var csv = FigureCSV()
        var bytes: [UInt8] = []
        csv.appendHeader(to: &bytes)
        csv.append(try Sample.figure(value: 220_000, note: "in two\nlines"), unit: try Sample.unit(), to: &bytes)
        csv.append(try Sample.figure(value: nil, status: .missing), unit: try Sample.unit(), to: &bytes)
        #expect(
            String(decoding: bytes, as: UTF8.self) == """
                indicator,region,period,value,unit,status,bound,source,source_date,note
                power,CN,2025,220000,PFLOPS,A,gt,"CGTN, a ""mosaic\""",2026-03-01,"in two
                lines"
                power,CN,2025,,PFLOPS,O,gt,"CGTN, a ""mosaic\""",2026-03-01,

                """)
    }

    @Test
    func `counts are named, the sum first`() {
        #expect(
            Self.counts.named.map { "\($0.count) \($0.name)" } == [
                "21 rows", "1 new", "2 revised", "3 confirmed", "4 older", "5 unchanged", "6 retracted",
            ])
    }
}
