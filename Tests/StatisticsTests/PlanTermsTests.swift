import Indicators
import Statistics
import Testing

/// What a plan may state besides its number, and what is refused: docs/methods.md, rule 39.
@Suite
struct PlanTermsTests {
    private static let own = SeriesKey(indicator: "growth", region: "CN-GZ")

    private static func reference(
        region: Identifier<Region>? = "CN", factor: Double = 1, offset: Double = 0,
        mode: TargetReference.Mode = .finalYear
    ) throws(TargetTermsFault) -> TargetReference {
        try TargetReference(of: own, indicator: nil, region: region, factor: factor, offset: offset, mode: mode)
    }

    private static func milestones(
        _ kind: TargetKind = .atLeast, baseYear: Int? = 2020, value: Double? = 10, years pairs: [(Int, Double)]
    ) throws(TargetTermsFault) -> [Milestone] {
        try TargetTerms(
            kind: kind, baseYear: baseYear, targetYear: 2030, targetValue: kind == .range ? nil : value,
            lower: kind == .range ? 1 : nil, milestones: pairs.map { Milestone(year: $0, value: $1) }
        ).milestones
    }

    @Test(arguments: TargetTermsTests.kindsOfNumbers)
    func `levels that are stated or count from the base may have milestones, others may not`(kind: TargetKind) throws {
        if [.atLeast, .atMost, .changePercent, .changeAbsolute].contains(kind) {
            #expect(try Self.milestones(kind, years: [(2025, 5)]) == [Milestone(year: 2025, value: 5)])
        } else {
            #expect(throws: TargetTermsFault.hasMilestones(kind)) { try Self.milestones(kind, years: [(2025, 5)]) }
        }
        #expect(try Self.milestones(kind, years: []) == [])
    }

    @Test func `milestones rise by year, after the base and before the target year`() throws {
        #expect(throws: TargetTermsFault.milestoneNotLater(2024)) {
            try Self.milestones(years: [(2025, 5), (2024, 5)])
        }
        #expect(throws: TargetTermsFault.milestoneNotLater(2025)) {
            try Self.milestones(years: [(2025, 5), (2025, 5)])
        }
        #expect(throws: TargetTermsFault.milestoneNotLater(2020)) { try Self.milestones(years: [(2020, 5)]) }
        #expect(throws: TargetTermsFault.milestoneNotBeforeTarget(2030)) { try Self.milestones(years: [(2030, 5)]) }
        #expect(throws: TargetTermsFault.milestoneNotBeforeTarget(2031)) {
            try Self.milestones(baseYear: nil, years: [(2031, 5)])
        }
        #expect(try Self.milestones(baseYear: nil, years: [(1999, 5), (2029, 6)]).count == 2)
    }

    @Test func `a milestone's number is finite, and asks for no less than nothing`() throws {
        for wrong in [Double.nan, .infinity] {
            #expect(throws: TargetTermsFault.notFinite) { try Self.milestones(years: [(2025, wrong)]) }
        }
        #expect(throws: TargetTermsFault.milestoneTooNegative(2025)) {
            try Self.milestones(.changePercent, years: [(2025, -100.5)])
        }
        #expect(try Self.milestones(.changePercent, years: [(2025, -100)]).count == 1)
        #expect(try Self.milestones(.changeAbsolute, years: [(2025, -1000)]).count == 1)
    }

    @Test func `a reference is another series, times a factor above 0`() throws {
        #expect(throws: TargetTermsFault.noReference) { try Self.reference(region: nil) }
        #expect(throws: TargetTermsFault.referenceToItself) { try Self.reference(region: "CN-GZ") }
        for wrong in [0, -1.0] {
            #expect(throws: TargetTermsFault.factorNotPositive) { try Self.reference(factor: wrong) }
        }
        for wrong in [Double.nan, .infinity] {
            #expect(throws: TargetTermsFault.notFinite) { try Self.reference(factor: wrong) }
            #expect(throws: TargetTermsFault.notFinite) { try Self.reference(offset: wrong) }
        }
        #expect(try Self.reference().series == SeriesKey(indicator: "growth", region: "CN"))
        let other = try TargetReference(of: Self.own, indicator: "gdp", region: nil)
        #expect(other.series == SeriesKey(indicator: "gdp", region: "CN-GZ"))
    }

    @Test func `a target beside a series needs one, and a base year to be kept in every year`() throws {
        #expect(throws: TargetTermsFault.noReference) { try TargetTerms(kind: .relative, targetYear: 2030) }
        let everyYear = try Self.reference(mode: .everyYear)
        #expect(throws: TargetTermsFault.noBaseYear(.relative)) {
            try TargetTerms(kind: .relative, targetYear: 2030, reference: everyYear)
        }
        #expect(try TargetTerms(kind: .relative, targetYear: 2030, reference: Self.reference()).baseYear == nil)
    }

    @Test(arguments: TargetTermsTests.kindsOfNumbers + [.peakBy])
    func `no other kind stands beside a series`(kind: TargetKind) throws {
        let isPeak = kind == .peakBy
        #expect(throws: TargetTermsFault.hasReference(kind)) {
            try TargetTerms(
                kind: kind, baseYear: 2020, targetYear: 2030, targetValue: isPeak ? nil : 5, lower: isPeak ? nil : 1,
                reference: Self.reference())
        }
    }

    @Test(arguments: [TargetKind.relative, .peakBy])
    func `a kind without numbers states none`(kind: TargetKind) throws {
        let reference = kind == .relative ? try Self.reference() : nil
        func terms(_ value: Double? = nil, lower: Double? = nil, upper: Double? = nil) throws -> TargetTerms {
            try TargetTerms(
                kind: kind, baseYear: 2020, targetYear: 2030, targetValue: value, lower: lower, upper: upper,
                reference: reference)
        }
        #expect(throws: TargetTermsFault.hasTargetValue(kind)) { try terms(1) }
        #expect(throws: TargetTermsFault.hasLower(kind)) { try terms(lower: 1) }
        #expect(throws: TargetTermsFault.hasUpper(kind)) { try terms(upper: 1) }
        #expect(throws: TargetTermsFault.targetYearNotAfterBase) {
            try TargetTerms(kind: kind, baseYear: 2030, targetYear: 2030, reference: reference)
        }
        #expect(try terms().sense == (kind == .peakBy ? .atMost : .atLeast))
    }
}
