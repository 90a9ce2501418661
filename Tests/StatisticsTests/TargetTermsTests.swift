import Indicators
import Statistics
import Testing

@Suite
struct TargetTermsTests {
    /// The kinds that state a number or limits.
    static let kindsOfNumbers = TargetKind.allCases.filter { ![.reference, .nothing].contains($0.traits.statement) }

    /// Terms of a kind of numbers that lack nothing.
    static func terms(
        _ kind: TargetKind, sense: TargetSense? = nil, path: TargetPath? = nil, baseYear: Int? = 2020,
        baseValue: Double? = nil, targetYear: Int = 2025, targetValue: Double? = 10, lower: Double? = 1,
        upper: Double? = 2, minimum: Double? = nil, maximum: Double? = nil
    ) throws(TargetTermsFault) -> TargetTerms {
        try TargetTerms(
            kind: kind, sense: sense, path: path, baseYear: baseYear, baseValue: baseValue, targetYear: targetYear,
            targetValue: targetValue, lower: lower, upper: upper, minimum: minimum, maximum: maximum)
    }

    @Test
    func `the kinds, senses and paths have the words of docs/methods.md`() {
        #expect(
            TargetKind.allCases.map(\.rawValue) == [
                "at_least", "at_most", "change_pct", "change_abs", "annual_growth", "range", "cumulative",
                "annual_mean",
                "compound", "hold", "relative", "peak_by",
            ])
        #expect(TargetSense.allCases.map(\.rawValue) == ["at_least", "at_most"])
        #expect(TargetPath.allCases.map(\.rawValue) == ["linear", "geometric"])
        #expect(
            TargetKind.allCases.filter { $0.traits.subject == .flows } == [.cumulative, .annualMean, .compound, .hold])
        #expect(
            TargetKind.allCases.filter { $0.traits.subject == .levelFromBase } == [
                .changePercent, .changeAbsolute, .annualGrowth,
            ])
        #expect(TargetKind.allCases.filter(\.traits.isInPercent) == [.changePercent, .annualGrowth, .compound])
    }

    @Test(arguments: kindsOfNumbers, [2020, 2019])
    func `the target year lies after the base year`(kind: TargetKind, targetYear: Int) {
        #expect(throws: TargetTermsFault.targetYearNotAfterBase) { try Self.terms(kind, targetYear: targetYear) }
    }

    @Test(arguments: kindsOfNumbers)
    func `flows and annual growth need a base year, the others may lack it`(kind: TargetKind) throws {
        if [.annualGrowth, .cumulative, .annualMean, .compound, .hold].contains(kind) {
            #expect(throws: TargetTermsFault.noBaseYear(kind)) { try Self.terms(kind, baseYear: nil) }
        } else {
            #expect(try Self.terms(kind, baseYear: nil).baseYear == nil)
        }
    }

    @Test(arguments: kindsOfNumbers)
    func `all kinds but a range need a target value`(kind: TargetKind) throws {
        if kind == .range {
            #expect(try Self.terms(kind, targetValue: nil).targetValue == nil)
        } else {
            #expect(throws: TargetTermsFault.noTargetValue(kind)) { try Self.terms(kind, targetValue: nil) }
        }
    }

    @Test
    func `a range has a lower or an upper limit, and the lower is not above the upper`() throws {
        #expect(throws: TargetTermsFault.rangeWithoutLimits) { try Self.terms(.range, lower: nil, upper: nil) }
        #expect(throws: TargetTermsFault.lowerAboveUpper) { try Self.terms(.range, lower: 2, upper: 1) }
        #expect(try Self.terms(.range, lower: 2, upper: 2).lower == 2)
        #expect(try Self.terms(.range, lower: nil).upper == 2)
        #expect(try Self.terms(.range, upper: nil).lower == 1)
    }

    @Test(arguments: [
        (TargetKind.annualGrowth, -100.0), (.annualGrowth, -100.5), (.compound, -100.0), (.compound, -200.0),
        (.changePercent, -100.1),
    ])
    func `a change by -100 percent or more down is impossible, but for the whole of a change_pct`(
        kind: TargetKind, value: Double
    ) {
        #expect(throws: TargetTermsFault.changeTooNegative(kind)) { try Self.terms(kind, targetValue: value) }
    }

    @Test(arguments: [
        (TargetKind.annualGrowth, -99.9), (.compound, -99.9), (.changePercent, -100), (.changeAbsolute, -1000),
        (.atLeast, -1000),
    ])
    func `a change that is just possible is taken`(kind: TargetKind, value: Double) throws {
        #expect(try Self.terms(kind, targetValue: value).targetValue == value)
    }

    @Test
    func `at_least and at_most can't have the other sense`() throws {
        #expect(throws: TargetTermsFault.senseContradictsKind(.atLeast)) { try Self.terms(.atLeast, sense: .atMost) }
        #expect(throws: TargetTermsFault.senseContradictsKind(.atMost)) { try Self.terms(.atMost, sense: .atLeast) }
        #expect(try Self.terms(.atMost, sense: .atMost).sense == .atMost)
        #expect(try Self.terms(.hold, sense: .atMost).sense == .atMost)
    }

    @Test
    func `the minimum is not above the maximum`() throws {
        #expect(throws: TargetTermsFault.minimumAboveMaximum) { try Self.terms(.atLeast, minimum: 2, maximum: 1) }
        #expect(try Self.terms(.atLeast, minimum: 1, maximum: 1).maximum == 1)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `numbers are finite`(number: Double) {
        #expect(throws: TargetTermsFault.notFinite) { try Self.terms(.atLeast, baseValue: number) }
        #expect(throws: TargetTermsFault.notFinite) { try Self.terms(.atLeast, targetValue: number) }
        #expect(throws: TargetTermsFault.notFinite) { try Self.terms(.range, lower: number) }
        #expect(throws: TargetTermsFault.notFinite) { try Self.terms(.range, upper: number) }
        #expect(throws: TargetTermsFault.notFinite) { try Self.terms(.atLeast, minimum: number) }
        #expect(throws: TargetTermsFault.notFinite) { try Self.terms(.atLeast, maximum: number) }
    }

    @Test(arguments: [
        (TargetKind.atLeast, 5.0, TargetSense.atLeast), (.atMost, 5, .atMost), (.changePercent, 5, .atLeast),
        (.changePercent, -5, .atMost), (.changeAbsolute, -5, .atMost), (.changeAbsolute, 0, .atLeast),
        (.annualGrowth, -5, .atMost), (.annualGrowth, 5, .atLeast), (.compound, -5, .atMost),
        (.compound, 5, .atLeast),
        (.hold, -5, .atLeast), (.cumulative, -5, .atLeast), (.annualMean, -5, .atLeast), (.range, -5, .atLeast),
        (.atLeast, -5, .atLeast),
    ])
    func `less is asked by at_most and by a change downwards, else more`(
        kind: TargetKind, value: Double, sense: TargetSense
    ) throws {
        #expect(try Self.terms(kind, targetValue: value).sense == sense)
    }

    @Test
    func `a sense that is said counts, and without a path it is linear`() throws {
        #expect(try Self.terms(.compound, sense: .atLeast, targetValue: -5).sense == .atLeast)
        #expect(try Self.terms(.atLeast).path == .linear)
        #expect(try Self.terms(.atLeast, path: .geometric).path == .geometric)
    }

    @Test(arguments: TargetKind.allCases)
    func `every fault says what is wrong`(kind: TargetKind) {
        #expect(TargetTermsFault.noBaseYear(kind).description == "a target of kind \(kind.rawValue) needs a base year")
        #expect(
            TargetTermsFault.noTargetValue(kind).description == "a target of kind \(kind.rawValue) needs a target value"
        )
        let isWhole = kind.traits.fall == .toNothing
        #expect(
            TargetTermsFault.changeTooNegative(kind).description
                == "\(isWhole ? "less than −100 percent" : "−100 percent or less") is impossible for a target of kind "
                + kind.rawValue)
    }
}
