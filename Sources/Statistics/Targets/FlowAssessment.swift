internal import Indicators

/// A target of the flow family beside the observations of the years since the base: METHODS, "Flows".
///
/// Each property is the key of its name.
struct FlowAssessment {
    let terms: TargetTerms
    /// b.
    let baseYear: Int
    /// Y.
    let level: WideNumber
    /// The observations of b+1…t, at least one.
    let used: [DatedValue]
    /// t.
    let year: Int
    /// y_t.
    let latest: WideNumber
    /// The sum of those present.
    let sum: WideNumber
    /// compound: the product of their factors 1 + r/100; nil where one is not positive.
    let factor: WideNumber?

    init?(of terms: TargetTerms, values: [DatedValue]) {
        guard let baseYear = terms.baseYear, let targetValue = terms.targetValue else { return nil }
        let used = values.filter { $0.year > baseYear && $0.year <= terms.targetYear }
        guard let last = used.last else { return nil }
        self.terms = terms
        self.baseYear = baseYear
        level = WideNumber(targetValue)
        self.used = used
        year = last.year
        latest = last.value
        sum = used.reduce(WideNumber(0)) { $0 + $1.value }
        factor =
            terms.kind == .compound && used.allSatisfy { $0.value > -100.0 }
            ? used.reduce(WideNumber(1)) { $0 * Requirement.factor(ofPercent: $1.value) } : nil
    }

    /// T.
    var targetYear: Int { terms.targetYear }
    /// k = t − b.
    var years: Int { year - baseYear }
    /// T − b.
    var allYears: Int { targetYear - baseYear }
    var isPartial: Bool { used.count < years }
    var isEstimated: Bool { used.contains { $0.isEstimated } }
    var isPreliminary: Bool { years < 2 }
    var elapsedRatio: WideNumber { WideNumber(years) / WideNumber(allYears) }
    /// Whether a break lies in b+1…t and the kind minds.
    var isBroken: Bool { (terms.kind == .cumulative || terms.kind == .annualMean) && used.contains { $0.isBreak } }
    /// cumulative: a negative flow, or a target that is not positive.
    var isOdd: Bool { terms.kind == .cumulative && (!level.isPositive || used.contains { $0.value.isNegative }) }
    /// compound: a rate of −100 or less.
    var isBeyondCompounding: Bool { terms.kind == .compound && factor == nil }
    /// compound: no change at all would meet.
    var isCap: Bool { terms.kind == .compound && (terms.sense == .atLeast ? level.isNegative : level.isPositive) }

    /// What is asked of one value: of hold's exactly, of what is computed but for rounding.
    var requirement: Requirement { .level(level, sense: terms.sense, isComputed: terms.kind != .hold) }
    /// compound: 1 + Y/100.
    var levelFactor: WideNumber { Requirement.factor(ofPercent: level) }

    /// What is held against the target; nil beyond compounding.
    var value: WideNumber? {
        switch terms.kind {
        case .annualMean: sum / WideNumber(used.count)
        case .compound: factor.map { ($0 - 1.0) * 100.0 }
        case .hold: latest
        default: sum
        }
    }

    var worst: DatedValue? {
        guard terms.kind == .hold else { return nil }
        return used.dropFirst().reduce(used.first) { worst, next in
            guard let worst else { return next }
            return requirement.distance(of: next.value) > requirement.distance(of: worst.value) ? next : worst
        }
    }

    var breaches: Int? {
        guard terms.kind == .hold else { return nil }
        return used.count { !requirement.isMet(by: $0.value) && requirement.isDecisive($0) }
    }

    var gap: WideNumber? { (worst?.value ?? value).map(requirement.distance) }
    var gapRatio: WideNumber? { level.isZero ? nil : gap.map { $0 / level.magnitude } }

    var attainmentRatio: WideNumber? {
        guard terms.kind == .cumulative || terms.kind == .annualMean, let value else { return nil }
        return LevelAssessment.attainmentRatio(of: value, level: level, sense: terms.sense)
    }

    /// Whether the target would be met if nothing followed.
    var isMet: Bool {
        switch terms.kind {
        case .hold: used.allSatisfy { requirement.isMet(by: $0.value) }
        case .compound:
            factor.map {
                Requirement.level(levelFactor, sense: terms.sense, isComputed: true).isMet(by: $0)
            } ?? false
        default: value.map(requirement.isMet) ?? false
        }
    }
    var isFirm: Bool { used.allSatisfy(requirement.isFirm) }
    var isDecisive: Bool {
        terms.kind == .hold ? breaches != 0 : used.allSatisfy(requirement.isDecisive)
    }
}
