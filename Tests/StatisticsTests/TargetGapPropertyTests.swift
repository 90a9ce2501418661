import Indicators
import Statistics
import Testing

@Suite
struct TargetGapPropertyTests {
    static let seeds = Array(1...80)
    private static let statuses: [ObservationStatus] = [.normal, .normal, .provisional, .estimated, .breakInSeries]
    private static let bounds: [ObservationBound] = [.equal, .equal, .approximate, .over, .under]

    /// Terms of a kind about a series that ends in 2025, its level near what the series reaches.
    private static func terms(
        _ kind: TargetKind, series: RandomSeries, seed: Int, factor: Double = 1
    ) throws -> TargetTerms {
        let base = series.years[series.years.count / 3]
        let near = (series.values.last ?? 0) + Double(seed % 5) - 2
        let level: Double =
            switch kind {
            case .cumulative: near * 8 * factor
            case .changeAbsolute: Double(seed % 9 - 4) * factor
            case _ where kind.traits.isInPercent: Double(seed % 13 - 6)
            default: near * factor
            }
        let hasLimits = kind.traits.statement == .limits
        return try TargetTerms(
            kind: kind, path: seed.isMultiple(of: 2) ? .geometric : .linear, baseYear: base,
            targetYear: max(base + 1, 2020 + seed % 12), targetValue: hasLimits ? nil : level,
            lower: hasLimits ? level : nil, upper: hasLimits ? level + 3 * factor : nil)
    }

    private static func observations(_ series: RandomSeries, seed: Int) -> [Observation] {
        series.observations {
            statuses[($0 * seed) % 5]
        } bound: {
            bounds[($0 + seed) % 5]
        }
    }

    @Test(arguments: TargetTermsTests.kindsOfNumbers, seeds)
    func `what is later than the as-of year changes nothing`(kind: TargetKind, seed: Int) throws {
        let series = RandomSeries(seed: seed)
        let terms = try Self.terms(kind, series: series, seed: seed)
        let observations = Self.observations(series, seed: seed)
        let known = observations.filter { $0.period.year <= 2022 }
        let gap = TargetGap(of: terms, observations: observations, asOfYear: 2022)
        #expect(gap == TargetGap(of: terms, observations: known, asOfYear: 2022))
    }

    @Test(arguments: TargetTermsTests.kindsOfNumbers, seeds)
    func `what is later than the target year changes nothing but the forecast`(kind: TargetKind, seed: Int) throws {
        let series = RandomSeries(seed: seed)
        let terms = try Self.terms(kind, series: series, seed: seed)
        let observations = Self.observations(series, seed: seed)
        let upToTarget = observations.filter { $0.period.year <= terms.targetYear }
        let whole = TargetGap(of: terms, observations: observations, asOfYear: 2030)
        let cut = TargetGap(of: terms, observations: upToTarget, asOfYear: 2030)
        if whole.reachProbability != nil {
            #expect(whole == cut)
        } else {
            #expect(whole.state == cut.state)
            #expect(whole.gap == cut.gap)
            #expect(whole.projectedValue == cut.projectedValue)
            #expect(whole.hitYear == cut.hitYear)
        }
    }

    @Test(arguments: TargetTermsTests.kindsOfNumbers.filter { !$0.traits.needsRates }, seeds)
    func `a power of two scales what has a unit in a gap, exactly, and leaves the rest`(kind: TargetKind, seed: Int)
        throws
    {
        let factor = 0x1p-700
        let series = RandomSeries(seed: seed)
        let plain = TargetGap(
            of: try Self.terms(kind, series: series, seed: seed), observations: Self.observations(series, seed: seed),
            asOfYear: 2026)
        let scaled = TargetGap(
            of: try Self.terms(kind, series: series, seed: seed, factor: factor),
            observations: Self.observations(series.map { $0 * factor }, seed: seed), asOfYear: 2026)
        func times(_ value: Double?) -> Double? { value.map { $0 * factor } }
        #expect(scaled.state == plain.state)
        #expect(scaled.reason == plain.reason)
        #expect(scaled.gap == times(plain.gap))
        #expect(scaled.gapRatio == plain.gapRatio)
        #expect(scaled.attainmentRatio == plain.attainmentRatio)
        #expect(scaled.progressRatio == plain.progressRatio)
        #expect(scaled.paceRatio == plain.paceRatio)
        #expect(scaled.requiredStep == times(plain.requiredStep))
        #expect(scaled.projectedValue == times(plain.projectedValue))
        #expect(scaled.hitYear == plain.hitYear)
        #expect(scaled.reachProbability == plain.reachProbability)
    }

    @Test(arguments: seeds)
    func `below and at most is the mirror image of above and at least`(seed: Int) throws {
        let series = RandomSeries(seed: seed)
        let base = series.years[1]
        let target = (series.values.last ?? 0) + Double(seed % 7) - 2
        func gap(_ sign: Double, _ kind: TargetKind, _ bound: ObservationBound) throws -> TargetGap {
            TargetGap(
                of: try TargetTerms(kind: kind, baseYear: base, targetYear: 2027, targetValue: sign * target),
                observations: series.map { $0 * sign }.observations(bound: { $0 == 2025 ? bound : .equal }),
                asOfYear: 2025)
        }
        let (up, down) = (try gap(1, .atLeast, .over), try gap(-1, .atMost, .under))
        #expect(up.state == down.state)
        #expect(up.gap == down.gap)
        #expect(up.pathGap == down.pathGap)
        #expect(up.paceRatio == down.paceRatio)
        #expect(up.recentPaceRatio == down.recentPaceRatio)
        #expect(up.progressRatio == down.progressRatio)
        #expect(up.hitYear == down.hitYear)
        #expect(up.reachProbability == down.reachProbability)
        #expect(up.requiredStep == down.requiredStep.map { -$0 })
    }

    @Test(arguments: TargetTermsTests.kindsOfNumbers, seeds)
    func `estimates and bounds that settle nothing neither meet nor miss`(kind: TargetKind, seed: Int) throws {
        let series = RandomSeries(seed: seed)
        let terms = try Self.terms(kind, series: series, seed: seed)
        for status in [ObservationStatus.estimated, .imputed, .forecast] {
            let estimates = series.observations(status: { _ in status })
            let gap = TargetGap(of: terms, observations: estimates, asOfYear: 2035)
            #expect(gap.state != .met && gap.state != .missed)
        }
        // "Over x" can meet at_least and not miss it; "under x" can miss it and not meet it.
        let raises = terms.sense == .atLeast
        let over = TargetGap(of: terms, observations: series.observations(bound: { _ in .over }), asOfYear: 2035)
        let under = TargetGap(of: terms, observations: series.observations(bound: { _ in .under }), asOfYear: 2035)
        let hasLimits = kind.traits.statement == .limits
        #expect(hasLimits || !raises ? over.state != .met : over.state != .missed)
        #expect(hasLimits || raises ? under.state != .met : under.state != .missed)
    }

    @Test(arguments: seeds)
    func `a hit year is the first in which the projection meets`(seed: Int) throws {
        let series = RandomSeries(seed: seed)
        let terms = try TargetTerms(
            kind: .atLeast, baseYear: series.years[0], targetYear: 2040, targetValue: Double(seed) * 1.5 + 20)
        let gap = TargetGap(of: terms, observations: series.observations(), asOfYear: 2025)
        guard let hitYear = gap.hitYear, let year = gap.year, hitYear > year else { return }
        func projected(in target: Int) throws -> Double? {
            let terms = try TargetTerms(
                kind: .atLeast, baseYear: series.years[0], targetYear: target, targetValue: terms.targetValue)
            return TargetGap(of: terms, observations: series.observations(), asOfYear: 2025).projectedValue
        }
        let level = try #require(terms.targetValue)
        #expect(try #require(try projected(in: hitYear)) >= level * (1 - 1e-9))
        if hitYear > year + 1 { #expect(try #require(try projected(in: hitYear - 1)) < level) }
    }
}
