import Indicators
import Statistics
import Testing

/// What happens at the edges of a plan, one rule each.
@Suite
struct PlanEdgeTests {
    private func observations(_ rows: [(Int, Double)], _ status: [Int: ObservationStatus] = [:]) throws -> [Observation]
    {
        try rows.map { year, value in
            let period = try #require(Period(year: year))
            return try #require(Observation(period: period, value: value, status: status[year] ?? .normal))
        }
    }

    private func milestones(
        _ rows: [(Int, Double)], _ status: [Int: ObservationStatus] = [:], asOf: Int, base: Int? = 2020
    )
        throws -> TargetGap
    {
        TargetGap(
            of: try TargetTerms(
                kind: .atLeast, baseYear: base, targetYear: 2030, targetValue: 100,
                milestones: [Milestone(year: 2023, value: 60), Milestone(year: 2027, value: 90)]),
            observations: try observations(rows, status), asOfYear: asOf)
    }

    @Test func `without a base a plan still says what is next, and what was missed`() throws {
        let gap = try milestones([(2023, 55), (2024, 58)], asOf: 2024, base: nil)
        #expect(gap.state == .notAssessable && gap.reason == .noBase)
        #expect(gap.nextYear == 2027 && gap.nextLevel == 90)
        #expect(gap.milestonesMissedYears == [2023])
    }

    @Test func `a milestone missed stands until the next level is reached, by a firm figure`() throws {
        let before = try milestones([(2020, 50), (2022, 55)], asOf: 2024)
        #expect(before.standingMilestoneYear == nil)
        let missed = try milestones([(2020, 50), (2023, 55), (2024, 65)], asOf: 2024)
        #expect(missed.standingMilestoneYear == 2023)
        let estimated = try milestones([(2020, 50), (2023, 55), (2026, 95)], [2026: .estimated], asOf: 2026)
        #expect(estimated.standingMilestoneYear == 2023)
        let reached = try milestones([(2020, 50), (2023, 55), (2026, 95)], asOf: 2026)
        #expect(reached.standingMilestoneYear == nil)
        #expect(reached.milestonesMissedYears == [2023])
        let both = try milestones([(2020, 50), (2023, 55), (2027, 80)], asOf: 2027)
        #expect(both.standingMilestoneYear == 2027)
        #expect(try milestones([(2020, 50), (2027, 80), (2028, 101)], asOf: 2028).standingMilestoneYear == nil)
    }

    @Test func `an estimate or a year without a figure misses no milestone`() throws {
        #expect(try milestones([(2020, 50), (2023, 55)], [2023: .estimated], asOf: 2023).milestonesMissed == 0)
        #expect(try milestones([(2020, 50), (2024, 55)], asOf: 2024).milestonesMissed == 0)
    }

    @Test func `a plan of one year looks back two, for a step of one is noise`() throws {
        let terms = try TargetTerms(kind: .atLeast, baseYear: 2025, targetYear: 2026, targetValue: 110)
        let oneStep = TargetGap(of: terms, observations: try observations([(2024, 95), (2025, 100)]), asOfYear: 2025)
        #expect(oneStep.priorPaceRatio == nil && oneStep.outlook == nil)
        let two = TargetGap(of: terms, observations: try observations([(2023, 90), (2025, 100)]), asOfYear: 2025)
        #expect(two.priorPaceRatio == 0.5 && two.outlook == .farFaster)
    }

    @Test func `after the target year there is no outlook, and a later reference alone is no year`() throws {
        let mean = try TargetTerms(kind: .annualMean, baseYear: 2020, targetYear: 2022, targetValue: 10)
        let rows = try observations([(2019, 10), (2020, 10)])
        #expect(TargetGap(of: mean, observations: rows, asOfYear: 2022).outlook == .asBefore)
        let late = TargetGap(of: mean, observations: rows, asOfYear: 2023)
        #expect(late.outlook == nil && late.priorPaceRatio == 1)
        let beside = try TargetTerms(
            kind: .relative, targetYear: 2025,
            reference: TargetReference(of: SeriesKey(indicator: "a", region: "x"), indicator: nil, region: "y"))
        let gap = TargetGap(
            of: beside, observations: try observations([(2024, 1), (2025, 3)]),
            reference: try observations([(2024, 2), (2026, 1)]), asOfYear: 2026)
        #expect(gap.year == 2024 && gap.state == .pending && gap.reason == .noReference)
    }

    @Test func `of equal peaks the latest up to the target year counts, and an equal one after it is no higher`() throws
    {
        let terms = try TargetTerms(kind: .peakBy, targetYear: 2020)
        let gap = TargetGap(
            of: terms,
            observations: try observations([
                (2017, 9), (2018, 10), (2019, 10), (2020, 8), (2021, 10), (2022, 9), (2023, 8),
            ]), asOfYear: 2023)
        #expect(gap.peakYear == 2019 && gap.peakLatest == 2019)
        #expect(gap.state == .met)
    }

    @Test func `a peak that is taken back leaves the one before it`() throws {
        let terms = try TargetTerms(kind: .peakBy, targetYear: 2020)
        let rows: [(Int, Double)] = [(2017, 10), (2018, 9), (2019, 8), (2020, 7), (2021, 11), (2022, 6)]
        #expect(TargetGap(of: terms, observations: try observations(rows), asOfYear: 2022).state == .missed)
        let without = TargetGap(
            of: terms, observations: try observations(rows.filter { $0.0 != 2021 }), asOfYear: 2022)
        #expect(without.peakYear == 2017)
        // The year taken back may be the peak: nothing is settled.
        #expect(without.peakLatest == 2021 && without.state == .onTrack)
    }

    @Test func `a single figure tells no peak`() throws {
        let terms = try TargetTerms(kind: .peakBy, targetYear: 2020)
        let gap = TargetGap(of: terms, observations: try observations([(2019, 1)]), asOfYear: 2022)
        #expect(gap.state == .notAssessable && gap.reason == .insufficientData && gap.peakYear == 2019)
        let none = TargetGap(of: terms, observations: try observations([(2019, 1)], [2019: .forecast]), asOfYear: 2022)
        #expect(none.reason == .noObservation && none.peakYear == nil)
    }
}
