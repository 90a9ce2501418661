import Evaluation
import Formats
import Indicators
import Reports
import Statistics
import Testing

@Suite
struct SpreadHistoryTests {
    private static func region(_ id: Identifier<Region>, _ kind: Region.Kind) -> Region {
        Region(id: id, gbCode: nil, name: ["en": "\(id)", "zh": "\(id)省"], kind: kind)
    }

    private static func series(
        _ indicator: Identifier<Indicator>, _ region: Identifier<Region>, _ values: [Int: Double],
        _ status: ObservationStatus = .normal
    ) throws -> Series {
        Series(
            key: SeriesKey(indicator: indicator, region: region),
            observations: try values.sorted { $0.key < $1.key }.map { year, value in
                let period = try #require(Period(year: year))
                return try #require(Observation(period: period, value: value, status: status))
            })
    }

    private static func snapshot(_ record: [Series]) throws -> Snapshot {
        let indicators = try ["power", "people"].map { id in
            Indicator(
                id: Identifier(id), title: ["en": id, "zh": id], unit: try Sample.unit(),
                direction: .more, measure: .level, aggregation: .sum)
        }
        let regions = [
            region("N", .nation), region("A", .province), region("B", .province), region("C", .province),
            region("ALL", .cluster),
        ]
        let moment = EvaluationMoment(
            asOfYear: 2024, day: try #require(CalendarDate("2024-07-01")), time: Timestamp(microseconds: 0))
        return Evaluator(catalog: Catalog(regions: regions, indicators: indicators)).snapshot(of: record, at: moment)
    }

    private static func report(
        _ record: [Series], weight: Identifier<Indicator>? = nil, regions: Set<Identifier<Region>>? = nil,
        window: Int = 10
    ) throws -> SpreadHistory {
        let snapshot = try snapshot(record)
        let indicator = try #require(snapshot.catalog.indicators.first)
        return SpreadHistory(
            of: indicator, in: snapshot, level: nil, regions: regions, weight: weight, window: window)
    }

    private static func record() throws -> [Series] {
        try [
            series("power", "A", [2014: 1, 2020: 2, 2023: 4, 2025: 1e6]), series("power", "B", [2020: 2, 2023: 5]),
            series("power", "C", [2020: 4, 2023: 7, 2024: 9]), series("power", "N", [2020: 8, 2023: 16, 2024: 100]),
        ]
    }

    @Test
    func `the regions of the highest level with two figures differ, year by year up to the as-of year`() throws {
        let report = try Self.report(Self.record())
        #expect(report.level?.name == "province")
        #expect(report.years.map(\.period.year) == [2020, 2023])
        #expect(report.years.map(\.spread.n) == [3, 3])
        #expect(report.years.last?.spread.maxOverMin == 7.0 / 4)
        #expect(report.window?.first.year == 2020 && report.window?.last.year == 2023)
        #expect(report.window?.convergence.n == 3)
    }

    @Test
    func `convergence looks back no longer than its window, and needs three regions`() throws {
        #expect(try Self.report(Self.record(), window: 2).window == nil)
        #expect(try Self.report(Self.record(), regions: ["A", "B"]).window == nil)
        #expect(try Self.report(Self.record(), regions: ["A", "B"]).years.map(\.spread.n) == [2, 2])
    }

    @Test
    func `a region without a weight in a year does not count in it, and forecasts never do`() throws {
        let weights = try [
            Self.series("people", "A", [2020: 1, 2023: 3]), Self.series("people", "B", [2020: 1, 2023: 1]),
        ]
        let report = try Self.report(Self.record() + weights, weight: "people")
        #expect(report.years.map(\.spread.n) == [2, 2])
        #expect(report.years.last?.spread.mean == 4.25)
        let forecast = try [Self.series("power", "A", [2023: 1]), Self.series("power", "B", [2023: 2], .forecast)]
        #expect(try Self.report(forecast).years.isEmpty)
    }

    @Test
    func `what nothing is known of is null`() throws {
        #expect(
            Sample.text(JSONValue(try Self.report([]))) == #"""
                {"indicator":"power","level":null,"unit":"PFLOPS","weight":null,"years":[],"convergence":null}
                """#)
        let keys = JSONKeyTests.keys(JSONValue(try Self.report(Self.record())))
        #expect(
            keys == [
                "indicator", "level", "unit", "weight", "years", "years.period", "years.n", "years.mean", "years.cv",
                "years.gini", "years.theil", "years.max_over_min", "convergence", "convergence.first_year",
                "convergence.last_year", "convergence.n", "convergence.slope", "convergence.standard_error",
                "convergence.r2", "convergence.speed", "convergence.speed_standard_error",
            ])
    }
}
