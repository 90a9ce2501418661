import Foundation
import Indicators
import Statistics
import Testing

/// What holds of every plan, on series whose changes theory can follow.
@Suite
struct PlanPropertyTests {
    static let seeds = Array(1...60)
    private static let statuses: [ObservationStatus] = [.normal, .normal, .provisional, .estimated, .normal]
    private static let bounds: [ObservationBound] = [.equal, .equal, .approximate, .over, .under]
    private static let mirrored: [ObservationBound: ObservationBound] = [
        .equal: .equal, .approximate: .approximate, .over: .under, .under: .over,
    ]

    private static func observations(_ series: RandomSeries, seed: Int, isMirrored: Bool = false) -> [Observation] {
        series.observations {
            statuses[($0 * seed) % 5]
        } bound: {
            let bound = bounds[($0 + seed) % 5]
            return isMirrored ? mirrored[bound] ?? bound : bound
        }
    }

    private static func beside(
        _ seed: Int, mode: TargetReference.Mode, sense: TargetSense = .atLeast, sign: Double = 1, scale: Double = 1
    ) throws -> TargetTerms {
        try TargetTerms(
            kind: .relative, sense: sense, baseYear: 2017, targetYear: 2019 + seed % 8,
            reference: TargetReference(
                of: SeriesKey(indicator: "a", region: "x"), indicator: nil, region: "y",
                factor: 0.75 + Double(seed % 3) / 4, offset: Double(seed % 5 - 2) * sign * scale, mode: mode))
    }

    private static func peak(_ seed: Int, sense: TargetSense = .atMost) throws -> TargetTerms {
        try TargetTerms(
            kind: .peakBy, sense: sense, baseYear: seed.isMultiple(of: 2) ? 2008 : nil, targetYear: 2016 + seed % 9)
    }

    @Test(arguments: seeds, TargetReference.Mode.allCases)
    func `below a reference is the mirror image of above it`(seed: Int, mode: TargetReference.Mode) throws {
        let (own, other) = (RandomSeries(seed: seed), RandomSeries(seed: seed + 100))
        func gap(_ sign: Double) throws -> TargetGap {
            TargetGap(
                of: try Self.beside(seed, mode: mode, sense: sign > 0 ? .atLeast : .atMost, sign: sign),
                observations: Self.observations(own.map { $0 * sign }, seed: seed, isMirrored: sign < 0),
                reference: Self.observations(other.map { $0 * sign }, seed: seed + 1, isMirrored: sign < 0),
                asOfYear: 2026)
        }
        let (up, down) = (try gap(1), try gap(-1))
        #expect(up.state == down.state)
        #expect(up.reason == down.reason)
        #expect(up.gap == down.gap)
        #expect(up.gapRatio == down.gapRatio)
        #expect(up.worstYear == down.worstYear)
        #expect(up.breaches == down.breaches)
        #expect(up.partial == down.partial)
        #expect(up.estimated == down.estimated)
        #expect(up.targetLevel == down.targetLevel.map { 0 - $0 })
    }

    @Test(arguments: seeds)
    func `a low is the mirror image of a peak`(seed: Int) throws {
        let series = RandomSeries(seed: seed)
        let up = TargetGap(
            of: try Self.peak(seed), observations: Self.observations(series, seed: seed), asOfYear: 2025)
        let down = TargetGap(
            of: try Self.peak(seed, sense: .atLeast),
            observations: Self.observations(series.map { -$0 }, seed: seed, isMirrored: true), asOfYear: 2025)
        #expect(up.state == down.state)
        #expect(up.reason == down.reason)
        #expect(up.peakYear == down.peakYear)
        #expect(up.possiblePeakYears == down.possiblePeakYears)
        #expect(up.offPeakRatio == down.offPeakRatio)
        #expect(up.yearsAfterPeak == down.yearsAfterPeak)
    }

    @Test(arguments: seeds, TargetReference.Mode.allCases)
    func `what is later than the as-of year changes nothing beside a reference`(
        seed: Int, mode: TargetReference.Mode
    ) throws {
        let (own, other) = (RandomSeries(seed: seed), RandomSeries(seed: seed + 100))
        let terms = try Self.beside(seed, mode: mode)
        let both = [own, other].map { Self.observations($0, seed: seed) }
        let known = both.map { $0.filter { $0.period.year <= 2021 } }
        #expect(
            TargetGap(of: terms, observations: both[0], reference: both[1], asOfYear: 2021)
                == TargetGap(of: terms, observations: known[0], reference: known[1], asOfYear: 2021))
        let peak = try Self.peak(seed)
        #expect(
            TargetGap(of: peak, observations: both[0], asOfYear: 2021)
                == TargetGap(of: peak, observations: known[0], asOfYear: 2021))
    }

    @Test(arguments: seeds, TargetReference.Mode.allCases)
    func `an estimate on one of the sides neither meets nor misses`(seed: Int, mode: TargetReference.Mode) throws {
        let (own, other) = (RandomSeries(seed: seed), RandomSeries(seed: seed + 100))
        let terms = try Self.beside(seed, mode: mode)
        for (first, second) in [(ObservationStatus.estimated, ObservationStatus.normal), (.normal, .imputed)] {
            let gap = TargetGap(
                of: terms, observations: own.observations(status: { _ in first }),
                reference: other.observations(status: { _ in second }), asOfYear: 2035)
            #expect(gap.state != .met && gap.state != .missed)
        }
        let peak = TargetGap(
            of: try Self.peak(seed), observations: own.observations(status: { _ in .estimated }), asOfYear: 2035)
        #expect(peak.state != .met && peak.state != .missed)
    }

    @Test(arguments: seeds)
    func `a power of two scales a gap beside a reference and a peak, exactly`(seed: Int) throws {
        let factor = 0x1p-700
        let (own, other) = (RandomSeries(seed: seed), RandomSeries(seed: seed + 100))
        func gap(_ scale: Double) throws -> TargetGap {
            TargetGap(
                of: try Self.beside(seed, mode: .everyYear, scale: scale),
                observations: Self.observations(own.map { $0 * scale }, seed: seed),
                reference: Self.observations(other.map { $0 * scale }, seed: seed), asOfYear: 2026)
        }
        let (plain, small) = (try gap(1), try gap(factor))
        #expect(small.state == plain.state)
        #expect(small.gap == plain.gap.map { $0 * factor })
        #expect(small.gapRatio == plain.gapRatio)
        #expect(small.worstYear == plain.worstYear)
        let peaks = try [1, factor].map { scale in
            TargetGap(
                of: try Self.peak(seed), observations: Self.observations(own.map { $0 * scale }, seed: seed),
                asOfYear: 2025)
        }
        #expect(peaks[0].state == peaks[1].state)
        #expect(peaks[0].possiblePeakYears == peaks[1].possiblePeakYears)
        #expect(peaks[0].offPeakRatio == peaks[1].offPeakRatio)
    }

    @Test(arguments: seeds, TargetPath.allCases)
    func `milestones on the path change neither path nor pace nor state`(seed: Int, path: TargetPath) throws {
        let series = RandomSeries(seed: seed).map { $0 + 10 }
        let (base, last) = (series.years[0], series.values[0])
        let target = last + Double(10 + seed % 20)
        func gap(_ milestones: [Milestone]) throws -> TargetGap {
            TargetGap(
                of: try TargetTerms(
                    kind: .atLeast, path: path, baseYear: base, targetYear: base + 30, targetValue: target,
                    milestones: milestones),
                observations: series.observations(), asOfYear: 2025)
        }
        let onTheWay = [10, 13, 21].map { years in
            let share = Double(years) / 30
            let factor = target / last
            let level = path == .linear ? last + (target - last) * share : last * pow(factor, share)
            return Milestone(year: base + years, value: level)
        }
        let (plain, bent) = (try gap([]), try gap(onTheWay))
        func isNear(_ a: Double?, _ b: Double?) -> Bool {
            guard let a, let b else { return a == b }
            return abs(a - b) <= 1e-9 * max(abs(a), abs(b), 1)
        }
        #expect(isNear(plain.pathValue, bent.pathValue))
        #expect(isNear(plain.paceRatio, bent.paceRatio))
        #expect(isNear(plain.recentPaceRatio, bent.recentPaceRatio))
        #expect(plain.state == bent.state)
        #expect(plain.projectedValue == bent.projectedValue)
        #expect(plain.hitYear == bent.hitYear)
        #expect(plain.requiredStep == bent.requiredStep)
        #expect(plain.milestonesMissed == nil && bent.milestonesMissed != nil)
    }

    @Test(arguments: TargetTermsTests.kindsOfNumbers, seeds)
    func `what comes after the base does not change the pace before it`(kind: TargetKind, seed: Int) throws {
        let series = RandomSeries(seed: seed)
        let base = 2020
        let hasLimits = kind.traits.statement == .limits
        let terms = try TargetTerms(
            kind: kind, path: seed.isMultiple(of: 2) ? .geometric : .linear, baseYear: base,
            targetYear: base + 1 + seed % 6, targetValue: hasLimits ? nil : Double(seed % 40 + 1),
            lower: hasLimits ? Double(seed) : nil)
        let observations = series.observations(bound: { Self.bounds[($0 + seed) % 5] })
        let known = observations.filter { $0.period.year <= base }
        let whole = TargetGap(of: terms, observations: observations, asOfYear: 2025)
        let early = TargetGap(of: terms, observations: known, asOfYear: base)
        #expect(whole.priorPaceRatio == early.priorPaceRatio)
        #expect((early.outlook == nil) == (early.priorPaceRatio == nil || early.state != .notAssessable))
        if whole.state != .notAssessable { #expect(whole.outlook == nil) }
        if kind == .hold { #expect(whole.priorPaceRatio == nil) }
    }
}
