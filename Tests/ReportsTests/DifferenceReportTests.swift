import Formats
import Indicators
import Record
import Reports
import Testing

struct DifferenceReportTests {
    @Test
    func `a change has the same columns as CSV and keys as JSON`() throws {
        let change = try #require(
            FigureChange(from: try Sample.figure(value: 1), to: try Sample.figure(value: nil, status: .missing)))
        var csv = DifferenceCSV()
        var bytes: [UInt8] = []
        csv.appendHeader(to: &bytes)
        csv.append(change, unit: try Sample.unit(), to: &bytes)
        csv.append(FigureChange(added: try Sample.figure(value: 2.5)), unit: nil, to: &bytes)
        csv.append(FigureChange(retracted: try Sample.figure(value: 2.5)), unit: nil, to: &bytes)
        #expect(
            String(decoding: bytes, as: UTF8.self) == #"""
                change,indicator,region,period,unit,old,new,old_status,old_bound,old_source,old_source_date,old_batch,new_status,new_bound,new_source,new_source_date,new_batch
                revised,power,CN,2025,PFLOPS,1,,A,gt,"CGTN, a ""mosaic""",2026-03-01,7,O,gt,"CGTN, a ""mosaic""",2026-03-01,7
                added,power,CN,2025,,,2.5,,,,,,A,gt,"CGTN, a ""mosaic""",2026-03-01,7
                retracted,power,CN,2025,,2.5,,A,gt,"CGTN, a ""mosaic""",2026-03-01,7,,,,,

                """#)
        let header = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        #expect(
            Sample.text(JSONValue(change, unit: try Sample.unit())) == #"""
                {"change":"revised","indicator":"power","region":"CN","period":2025,"unit":"PFLOPS","old":1,"new":null,\#
                "old_status":"A","old_bound":"gt","old_source":"CGTN, a \"mosaic\"","old_source_date":"2026-03-01","old_batch":7,\#
                "new_status":"O","new_bound":"gt","new_source":"CGTN, a \"mosaic\"","new_source_date":"2026-03-01","new_batch":7}
                """#)
        for name in header.split(separator: ",") {
            #expect(Sample.text(JSONValue(change, unit: nil)).contains("\"\(name)\":"))
        }
    }

    @Test
    func `figures of two views are paired by period`() throws {
        let one = try Sample.figure(value: 1)
        let two = try Sample.figure(value: 2)
        #expect(FigureChange.changes(from: [one], to: [one]).isEmpty)
        #expect(FigureChange.changes(from: [one], to: [two]).map(\.kind) == [.revised])
        #expect(FigureChange.changes(from: [], to: [two]) == [FigureChange(added: two)])
        #expect(FigureChange.changes(from: [two], to: []) == [FigureChange(retracted: two)])
    }

    @Test
    func `a statement is told by the columns of the export, then by what tells it from another`() throws {
        let period = try #require(Period(year: 2025))
        let date = try #require(CalendarDate("2026-03-01"))
        func statement(_ content: StatementContent) -> StandingStatement {
            StandingStatement(
                series: Sample.key, period: period, content: content, published: date, batch: 2,
                recorded: Timestamp(microseconds: 0), source: "a", note: nil, isRepeat: true, isInForce: false)
        }
        var csv = StatementCSV()
        var bytes: [UInt8] = []
        csv.appendHeader(to: &bytes)
        csv.append(
            statement(.figure(value: 1.5, status: .estimated, bound: .equal)), unit: try Sample.unit(), to: &bytes)
        csv.append(statement(.retraction), unit: try Sample.unit(), to: &bytes)
        #expect(
            String(decoding: bytes, as: UTF8.self) == """
                indicator,region,period,value,unit,status,bound,source,source_date,note,retraction,repeat,in_force,batch,recorded
                power,CN,2025,1.5,PFLOPS,E,eq,a,2026-03-01,,false,true,false,2,1970-01-01T00:00:00Z
                power,CN,2025,,PFLOPS,,,a,2026-03-01,,true,true,false,2,1970-01-01T00:00:00Z

                """)
        #expect(
            Sample.text(JSONValue(statement(.retraction), unit: try Sample.unit())) == #"""
                {"indicator":"power","region":"CN","period":2025,"value":null,"unit":"PFLOPS","status":null,"bound":null,\#
                "source":"a","source_date":"2026-03-01","note":null,"retraction":true,"repeat":true,"in_force":false,"batch":2,\#
                "recorded":"1970-01-01T00:00:00Z"}
                """#)
    }

    @Test
    func `a vintage's change is against the one before it of its year; none where either says no value`() throws {
        func vintage(_ year: Int, _ value: Double?) throws -> Vintage {
            Vintage(
                series: Sample.key, period: try #require(Period(year: year)),
                content: value.map { .figure(value: $0, status: .normal, bound: .equal) } ?? .retraction,
                published: CalendarDate(daysSince1970: 0), batch: 1, recorded: Timestamp(microseconds: 0), source: "a",
                note: nil, repeatedBy: [], isInForce: false)
        }
        let changes = try VintageChange.changes(
            of: [
                vintage(2020, -4), vintage(2020, -3), vintage(2020, nil), vintage(2020, 0), vintage(2020, 2),
                vintage(2021, 9),
            ])
        #expect(changes.map(\.previous) == [nil, -4, -3, nil, 0, nil])
        #expect(changes.map(\.difference) == [nil, 1, nil, nil, 2, nil])
        #expect(changes.map(\.ratio) == [nil, 0.25, nil, nil, nil, nil])
    }
}
