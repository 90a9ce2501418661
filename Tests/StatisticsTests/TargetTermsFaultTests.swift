import Indicators
import Statistics
import Testing

@Suite
struct TargetTermsFaultTests {
    @Test(arguments: TargetTermsTests.kindsOfNumbers, [2030, 2031])
    func `a target year has to lie after the base year`(kind: TargetKind, baseYear: Int) {
        #expect(throws: TargetTermsFault.targetYearNotAfterBase) {
            try TargetTerms(kind: kind, baseYear: baseYear, targetYear: 2030, targetValue: 5, lower: 1)
        }
    }

    @Test(arguments: TargetTermsTests.kindsOfNumbers)
    func `flows and yearly growth need a base year, the others don't`(kind: TargetKind) throws {
        let needed: Set<TargetKind> = [.annualGrowth, .cumulative, .annualMean, .compound, .hold]
        if needed.contains(kind) {
            #expect(throws: TargetTermsFault.noBaseYear(kind)) {
                try TargetTerms(kind: kind, targetYear: 2030, targetValue: 5)
            }
        } else {
            #expect(try TargetTerms(kind: kind, targetYear: 2030, targetValue: 5, lower: 1).baseYear == nil)
        }
    }

    @Test(arguments: TargetTermsTests.kindsOfNumbers)
    func `all kinds but range need a target value`(kind: TargetKind) throws {
        if kind == .range {
            #expect(try TargetTerms(kind: kind, targetYear: 2030, upper: 1).targetValue == nil)
        } else {
            #expect(throws: TargetTermsFault.noTargetValue(kind)) {
                try TargetTerms(kind: kind, baseYear: 2020, targetYear: 2030)
            }
        }
    }

    @Test
    func `a range needs a limit, and limits in their order`() throws {
        #expect(throws: TargetTermsFault.rangeWithoutLimits) { try TargetTerms(kind: .range, targetYear: 2030) }
        #expect(throws: TargetTermsFault.lowerAboveUpper) {
            try TargetTerms(kind: .range, targetYear: 2030, lower: 3, upper: 2)
        }
        #expect(try TargetTerms(kind: .range, targetYear: 2030, lower: 2, upper: 2).upper == 2)
    }

    @Test
    func `a sense that contradicts the kind is refused`() throws {
        #expect(throws: TargetTermsFault.senseContradictsKind(.atLeast)) {
            try TargetTerms(kind: .atLeast, sense: .atMost, targetYear: 2030, targetValue: 1)
        }
        #expect(throws: TargetTermsFault.senseContradictsKind(.atMost)) {
            try TargetTerms(kind: .atMost, sense: .atLeast, targetYear: 2030, targetValue: 1)
        }
        let roof = try TargetTerms(kind: .hold, sense: .atMost, baseYear: 2020, targetYear: 2030, targetValue: 1)
        #expect(roof.sense == .atMost)
    }

    static let percentages: [(kind: TargetKind, targetValue: Double, isPossible: Bool)] = [
        (.changePercent, -100, true), (.annualGrowth, -99.9, true), (.compound, -99.9, true),
        (.changePercent, -100.1, false), (.annualGrowth, -100, false), (.compound, -100, false),
    ]

    @Test(arguments: percentages)
    func `less than nothing can't be asked of a percentage`(kind: TargetKind, targetValue: Double, isPossible: Bool)
        throws
    {
        if isPossible {
            let terms = try TargetTerms(kind: kind, baseYear: 2020, targetYear: 2030, targetValue: targetValue)
            #expect(terms.sense == .atMost)
        } else {
            #expect(throws: TargetTermsFault.changeTooNegative(kind)) {
                try TargetTerms(kind: kind, baseYear: 2020, targetYear: 2030, targetValue: targetValue)
            }
        }
    }

    @Test
    func `numbers that are not finite, and bounds the wrong way round, are refused`() {
        for wrong in [Double.nan, .infinity, -.infinity] {
            #expect(throws: TargetTermsFault.notFinite) {
                try TargetTerms(kind: .atLeast, targetYear: 2030, targetValue: wrong)
            }
            #expect(throws: TargetTermsFault.notFinite) {
                try TargetTerms(kind: .atLeast, baseValue: wrong, targetYear: 2030, targetValue: 1)
            }
            #expect(throws: TargetTermsFault.notFinite) {
                try TargetTerms(kind: .range, targetYear: 2030, lower: 1, upper: wrong)
            }
        }
        #expect(throws: TargetTermsFault.minimumAboveMaximum) {
            try TargetTerms(kind: .atLeast, targetYear: 2030, targetValue: 1, minimum: 2, maximum: 1)
        }
    }

    @Test(arguments: TargetTermsTests.kindsOfNumbers, [-5.0, 0, 5])
    func `less is asked of at_most and of negative changes`(kind: TargetKind, targetValue: Double) throws {
        let changes: Set<TargetKind> = [.changePercent, .changeAbsolute, .annualGrowth, .compound]
        let isLess = kind == .atMost || changes.contains(kind) && targetValue < 0
        let terms = try TargetTerms(kind: kind, baseYear: 2020, targetYear: 2030, targetValue: targetValue, lower: 1)
        #expect(terms.sense == (isLess ? .atMost : .atLeast))
        #expect(terms.path == (kind == .annualGrowth ? .geometric : .linear))
    }

    @Test
    func `an observation is finite, and has a value unless its status says why not`() throws {
        let period = try #require(Period(year: 2025))
        for wrong in [Double.nan, .infinity] { #expect(Observation(period: period, value: wrong) == nil) }
        for status in ObservationStatus.allCases {
            let mayLack = "OMLHQKBJS".contains(status.rawValue)
            #expect((Observation(period: period, value: nil, status: status) != nil) == mayLack)
        }
        #expect(ObservationStatus.allCases.count == 20)
        #expect(Observation(period: period, value: -0.0)?.value?.sign == .plus)
    }
}
