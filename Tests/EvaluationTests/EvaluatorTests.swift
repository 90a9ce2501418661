import Evaluation
import Indicators
import Statistics
import Testing

@Suite
struct EvaluatorTests {
    @Test(arguments: [(2026, 2026), (2025, 2022), (2023, 2022), (2021, 2021), (2020, nil)] as [(Int, Int?)])
    func `the newest observation exists, is no forecast and is not after the as-of year`(asOfYear: Int, year: Int?)
        throws
    {
        let series = try Sample.series(
            "power", "CN",
            [
                Sample.observation(2021, 1), Sample.observation(2022, 2, .estimated),
                Sample.observation(2023, nil, .missing),
                Sample.observation(2024, 4, .forecast), Sample.observation(2025, 5, .suppressed),
                Sample.observation(2026, 6),
            ])
        let snapshot = Evaluator(catalog: Sample.catalog()).snapshot(of: [series], at: try Sample.moment(asOfYear))
        #expect(snapshot.series.map { $0.newest?.period.year } == [year])
    }

    @Test
    func `the as-of year cuts trends, counts and gaps, but the series is kept whole`() throws {
        let series = try Sample.series(
            "power", "CN", (2015...2026).map { try Sample.observation($0, Double($0 * $0 % 97)) })
        let evaluator = Evaluator(catalog: Sample.catalog([try Sample.target("t")]))
        let snapshot = evaluator.snapshot(of: [series], at: try Sample.moment(2022))
        let evaluation = try #require(snapshot.series.first)
        #expect(evaluation.observationCount == 8)
        #expect(evaluation.trend.latestYear == 2022)
        #expect(evaluation.trend == Trend(of: Array(series.observations.prefix(8))))
        #expect(evaluation.series == series)
        #expect(snapshot.targets.first?.gap.year == 2022)
        #expect(snapshot.observationCount == 12)
        #expect(snapshot.moment.asOfYear == 2022)
    }

    @Test
    func `observations that say there is none are in force, but do not exist`() throws {
        let series = try Sample.series(
            "power", "CN",
            [
                Sample.observation(2020, 1), Sample.observation(2021, nil, .missing),
                Sample.observation(2022, 3, .forecast),
            ])
        let snapshot = Evaluator(catalog: Sample.catalog()).snapshot(of: [series], at: try Sample.moment(2026))
        #expect(snapshot.observationCount == 3)
        #expect(snapshot.series.first?.observationCount == 2)
    }

    @Test
    func `series come by the catalog's order of indicators, then of regions`() throws {
        let keys = [("area", "CN"), ("launches", "CN-BJ"), ("launches", "CN"), ("power", "CN-NM"), ("power", "CN-BJ")]
        let record = try keys.map { Sample.series(Identifier($0), Identifier($1), [try Sample.observation(2020, 1)]) }
        let evaluator = Evaluator(catalog: Sample.catalog())
        let snapshot = evaluator.snapshot(of: record, at: try Sample.moment(2026))
        #expect(
            snapshot.series.map { "\($0.indicator.id) \($0.region.id)" } == [
                "power CN-NM", "power CN-BJ", "launches CN", "launches CN-BJ", "area CN",
            ])
        #expect(evaluator.snapshot(of: record.reversed(), at: try Sample.moment(2026)).content == snapshot.content)
    }

    @Test
    func `what the catalog does not name is not evaluated, and told`() throws {
        let observations = [try Sample.observation(2020, 1)]
        let record = [
            Sample.series("power", "CN", observations), Sample.series("happiness", "CN", observations),
            Sample.series("power", "CN-XX", observations),
        ]
        let snapshot = Evaluator(catalog: Sample.catalog()).snapshot(of: record, at: try Sample.moment(2026))
        #expect(snapshot.series.map(\.series.key) == [SeriesKey(indicator: "power", region: "CN")])
        #expect(
            snapshot.unknownSeries == [
                SeriesKey(indicator: "happiness", region: "CN"), SeriesKey(indicator: "power", region: "CN-XX"),
            ])
        #expect(snapshot.observationCount == 1)
    }

    @Test(arguments: [
        ("2023-12-31", ["b"], [7.0]), ("2024-01-01", ["a", "b"], [1, 7]), ("2025-01-01", ["a", "b"], [2, 7]),
    ])
    func `targets are those in force on the day, in the catalog's order, with or without a series`(
        day: String, ids: [String], values: [Double]
    ) throws {
        let rows = try [
            Sample.target("a", value: 1, date: "2024-01-01"), Sample.target("b", "launches", "CN-NM", value: 7),
            Sample.target("a", value: 2, date: "2025-01-01"),
        ]
        let snapshot = Evaluator(catalog: Sample.catalog(rows)).snapshot(of: [], at: try Sample.moment(2026, day))
        #expect(snapshot.targets.map(\.target.id.rawValue) == ids)
        #expect(snapshot.targets.map(\.target.terms.targetValue) == values)
        #expect(snapshot.targets.map(\.gap.state) == ids.map { _ in .notAssessable })
        #expect(snapshot.targetCount(.notAssessable) == ids.count)
        #expect(snapshot.targetCount(.met) == 0)
    }

    @Test
    func `a target's gap is that of its own series`() throws {
        let observations = try [Sample.observation(2020, 50), Sample.observation(2025, 120)]
        let rows = try [
            Sample.target("met"), Sample.target("none", "launches"), Sample.target("other", "power", "CN-NM"),
        ]
        let record = [Sample.series("power", "CN", observations)]
        let snapshot = Evaluator(catalog: Sample.catalog(rows)).snapshot(of: record, at: try Sample.moment(2026))
        #expect(snapshot.targets.map(\.gap.state) == [.met, .notAssessable, .notAssessable])
        #expect(
            snapshot.targets.first?.gap == TargetGap(of: rows[0].terms, observations: observations, asOfYear: 2026))
    }

    @Test
    func `the window is the evaluator's`() throws {
        let series = try Sample.series("power", "CN", (2000...2025).map { try Sample.observation($0, Double($0)) })
        #expect(Evaluator.defaultWindow == 10)
        for (window, n) in [(1, 1), (5, 5), (10, 10), (100, 26)] {
            let snapshot = Evaluator(catalog: Sample.catalog(), window: window).snapshot(
                of: [series], at: try Sample.moment(2026))
            #expect(snapshot.series.map(\.trend.n) == [n])
        }
    }
}
