import Evaluation
import Formats
import Indicators
import Reports
import Testing

@Suite
struct AggregateReportTests {
    @Test
    func `an aggregate's figure has the columns of a published one, its coverage, and the members that are missing`()
        throws
    {
        let regions = [
            ("CN", Region.Kind.nation), ("CN-A", .province), ("CN-B", .province),
        ].map { id, kind in
            Region(
                id: Identifier(id), gbCode: nil, name: ["en": id, "zh": "\(id)省"], kind: kind)
        }
        let indicator = Indicator(
            id: "power", title: ["en": "Power", "zh": "算力"], unit: try Sample.unit(),
            direction: .more, measure: .level, aggregation: .sum, aggregationShare: 0.5)
        let period = try #require(Period(year: 2025))
        let observation = try #require(Observation(period: period, value: 2.5, status: .estimated, bound: .atLeast))
        let member = Series(
            key: SeriesKey(indicator: "power", region: "CN-A"), observations: [observation],
            recorded: [Timestamp(microseconds: 1_500_000)])
        let moment = EvaluationMoment(
            asOfYear: 2026, day: try #require(CalendarDate("2026-01-01")), time: Timestamp(microseconds: 0))
        let snapshot = Evaluator(catalog: Catalog(regions: regions, indicators: [indicator]))
            .snapshot(of: [member], at: moment)
        let nation = try #require(snapshot.series(of: Sample.key))
        #expect(
            Sample.text(JSONValue(figureAt: 0, of: nation)) == #"""
                {"indicator":"power","region":"CN","period":2025,"value":2.5,"unit":"PFLOPS","status":"E","bound":"ge",\#
                "source":null,"source_date":null,"note":null,"batch":null,"recorded":"1970-01-01T00:00:01.500000Z",\#
                "members_ratio":0.5,"missing":["CN-B"]}
                """#)
        let published = JSONKeyTests.keys(JSONValue(try Sample.figure(value: 1), unit: try Sample.unit()))
        #expect(JSONKeyTests.keys(JSONValue(figureAt: 0, of: nation)) == published + ["members_ratio", "missing"])
    }
}
