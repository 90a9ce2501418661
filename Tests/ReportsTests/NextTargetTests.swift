import Evaluation
import Indicators
import MosaicTestKit
import Statistics
import Testing

@testable import Reports

/// How the targets of a series stood, year by year: docs/methods.md, rule 46.
struct NextTargetTests {
    private static let series = SeriesKey(indicator: "power", region: "CN-NX")

    /// The path of the first plan adds ten a year from 2020 to 2025, that of the second as much until 2030.
    private func snapshot(
        _ values: [(year: Int, value: Double)], plans: [(base: Int?, year: Int, level: Double)], asOfYear: Int
    ) throws -> Snapshot {
        let catalog = Catalog(
            regions: [Region(id: "CN-NX", gbCode: nil, name: ["en": "Ningxia"], kind: .autonomousRegion)],
            indicators: [
                Indicator(
                    id: "power", title: ["en": "Power"], unit: try #require(UnitOfMeasure(known: "PFLOPS")),
                    direction: .more, measure: .level)
            ],
            targetRows: try plans.map { plan in
                Target(
                    id: Identifier("t\(plan.year)"), series: Self.series,
                    terms: try TargetTerms(
                        kind: .atLeast, baseYear: plan.base, targetYear: plan.year, targetValue: plan.level),
                    attribute: nil)
            })
        let observations = try values.map { year, value -> Observation in
            let period = try #require(Period(year: year))
            return try #require(Observation(period: period, value: value))
        }
        let day = try #require(CalendarDate("\(asOfYear)-03-15"))
        return Evaluator(catalog: catalog).snapshot(
            of: [Series(key: Self.series, observations: observations)],
            at: EvaluationMoment(asOfYear: asOfYear, day: day, time: .noon))
    }

    private let values = [(2020, 0), (2021, 5), (2022, 20), (2023, 30), (2024, 40), (2025, 30), (2026, 60)]
        .map { (year: $0, value: Double($1)) }
    private let plans: [(base: Int?, year: Int, level: Double)] = [(2020, 2025, 50), (2025, 2030, 80)]

    @Test(arguments: [
        (2021, "t2025", TargetState.insufficient), (2022, "t2025", .onTrack), (2024, "t2025", .onTrack),
        (2025, "t2025", .missed), (2026, "t2030", .onTrack),
    ])
    func `a year has the target that was next, by the figures up to then`(
        year: Int, target: String, state: TargetState
    ) throws {
        let snapshot = try snapshot(values, plans: plans, asOfYear: 2026)
        let found = try #require(NextTarget.Choice(snapshot.targets, in: snapshot).target(in: year))
        #expect(found.target.id.rawValue == target)
        #expect(found.gap.state == state)
    }

    @Test(arguments: 2020...2026)
    func `a year is seen as a snapshot of that year sees it`(year: Int) throws {
        let now = try snapshot(values, plans: plans, asOfYear: 2026)
        let found = try #require(NextTarget.Choice(now.targets, in: now).target(in: year))
        let then = try snapshot(values, plans: plans, asOfYear: year)
        #expect(then.targets.first { $0.target.id == found.target.id }?.gap == found.gap)
    }

    @Test func `before a plan's base and after the year that counts as now there is none`() throws {
        let snapshot = try snapshot(values, plans: plans, asOfYear: 2026)
        let choice = NextTarget.Choice(snapshot.targets, in: snapshot)
        #expect(choice.firstYear == 2020)
        #expect(choice.target(in: 2019) == nil)
        #expect(choice.target(in: 2027) == nil)
    }

    @Test func `where all years are gone the last one stays`() throws {
        let snapshot = try snapshot(values, plans: [plans[0]], asOfYear: 2026)
        #expect(NextTarget.Choice(snapshot.targets, in: snapshot).target(in: 2026)?.target.id == "t2025")
    }

    @Test func `a plan without a base begins with the first figure`() throws {
        let snapshot = try snapshot(values, plans: [(nil, 2026, 80)], asOfYear: 2026)
        #expect(NextTarget.Choice(snapshot.targets, in: snapshot).firstYear == 2020)
        let nothing = try self.snapshot(values, plans: [], asOfYear: 2026)
        #expect(NextTarget.Choice(nothing.targets, in: nothing).firstYear == nil)
    }
}
