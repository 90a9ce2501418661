public import Indicators

extension TargetKind {
    /// `compound`: a change in percent that the yearly rates after the base make together.
    public static let compound = TargetKind(
        "compound",
        traits: TargetTraits(
            subject: .flows, statement: .percentOfRates(.aboveNothing), needsBaseYear: true, sense: .bySign,
            path: .stated, hasMilestones: false),
        flows: Compound.self)
}

/// The column `compound` of docs/methods.md, rules 26 to 28. A rate of −100 percent or less leaves all of it undefined.
private struct Compound: FlowAssessment {
    let years: FlowYears
    /// The product of the factors 1 + r/100; nil if one of them is not positive.
    private let factor: WideNumber?

    init(_ years: FlowYears) {
        self.years = years
        factor =
            years.used.allSatisfy { $0.value > -100.0 }
            ? years.used.reduce(WideNumber(1)) { $0 * Requirement.factor(ofPercent: $1.value) } : nil
    }

    /// 1 + Y/100.
    private var levelFactor: WideNumber { Requirement.factor(ofPercent: years.level) }
    /// Whether no change at all would meet.
    private static func isCap(_ terms: TargetTerms, _ level: WideNumber) -> Bool {
        terms.sense == .atLeast ? level.isNegative : level.isPositive
    }
    private var isCap: Bool { Self.isCap(years.terms, years.level) }
    /// 100(eˣ − 1).
    private static func percent(_ logarithm: Double) -> WideNumber { .exponentialLessOne(logarithm) * 100.0 }

    var requirement: Requirement { .level(years.level, sense: years.terms.sense, isComputed: true) }
    var isBroken: Bool { false }
    var isMet: Bool {
        factor.map { Requirement.level(levelFactor, sense: years.terms.sense, isComputed: true).isMet(by: $0) } ?? false
    }
    var isDecisive: Bool { years.used.allSatisfy(requirement.isDecisive) }

    var value: WideNumber? { factor.map { ($0 - 1.0) * 100.0 } }
    var worst: DatedValue? { nil }
    var breaches: Int? { nil }
    var attainmentRatio: WideNumber? { nil }
    /// ln(1 + v/100)/ln(1 + Y/100); nil if Y is 0, or if no change at all would meet.
    var progressRatio: WideNumber? {
        guard let factor, !years.level.isZero, !isCap else { return nil }
        return WideNumber(factor.logarithm) / WideNumber(levelFactor.logarithm)
    }
    var path: TargetPath? { factor == nil ? nil : .geometric }
    var hasPath: Bool { factor != nil }
    static func path(of terms: TargetTerms, to level: WideNumber, elapsed: WideNumber) -> WideNumber? {
        guard !isCap(terms, level) else { return nil }
        return elapsed.double.map { percent(Requirement.factor(ofPercent: level).logarithm * $0) }
    }
    var paceRatio: WideNumber? {
        guard !years.isPartial else { return nil }
        return progressRatio.map { $0 * WideNumber(years.allYears) / WideNumber(years.years) }
    }
    var requiredStep: WideNumber? {
        guard years.yearsLeft > 0, !years.isPartial else { return nil }
        return factor.map { Self.percent((levelFactor / $0).logarithm / Double(years.yearsLeft)) }
    }
    var projectedValue: WideNumber? {
        guard !years.isPartial else { return nil }
        return factor.map { Self.percent($0.logarithm * (Double(years.allYears) / Double(years.years))) }
    }
    var hitYear: Int? { nil }

    var firstVerdict: FlowVerdict? { factor == nil ? (.notAssessable, .notPositive) : nil }
    var canSettleEarly: Bool { false }
    var isOnTrackWhileMet: Bool { false }
    var lastVerdict: FlowVerdict {
        isCap ? (isMet ? .onTrack : .away, nil) : verdict(orWithoutPace: .targetIsZero)
    }
}
