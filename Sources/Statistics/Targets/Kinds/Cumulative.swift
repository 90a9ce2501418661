public import Indicators

extension TargetKind {
    /// `cumulative`: a sum over the years after the base.
    public static let cumulative = TargetKind(
        "cumulative",
        traits: TargetTraits(
            subject: .flows, statement: .value, needsBaseYear: true, sense: .more, path: .stated, hasMilestones: false),
        flows: Cumulative.self)
}

/// The column `cumulative` of docs/methods.md, rules 26 to 28.
private struct Cumulative: FlowAssessment {
    let years: FlowYears

    init(_ years: FlowYears) { self.years = years }

    /// Whether a flow is negative or the target is not positive: then a share of the task means nothing.
    private var isOdd: Bool { !years.level.isPositive || years.used.contains { $0.value.isNegative } }

    var requirement: Requirement { .level(years.level, sense: years.terms.sense, isComputed: true) }
    var isBroken: Bool { years.hasBreak }
    var isMet: Bool { requirement.isMet(by: years.sum) }
    var isDecisive: Bool { years.used.allSatisfy(requirement.isDecisive) }

    var value: WideNumber? { years.sum }
    var worst: DatedValue? { nil }
    var breaches: Int? { nil }
    var attainmentRatio: WideNumber? {
        LevelAssessment.attainmentRatio(of: years.sum, level: years.level, sense: years.terms.sense)
    }
    var progressRatio: WideNumber? { isBroken || isOdd ? nil : years.sum / years.level }
    var path: TargetPath? { .linear }
    var hasPath: Bool { !isBroken }
    static func path(of terms: TargetTerms, to level: WideNumber, elapsed: WideNumber) -> WideNumber? {
        level * elapsed
    }
    var paceRatio: WideNumber? {
        guard !years.isPartial, !isBroken, !isOdd else { return nil }
        return years.ratioInSense(
            years.sum / WideNumber(years.years), over: years.level / WideNumber(years.allYears))
    }
    var requiredStep: WideNumber? {
        guard years.yearsLeft > 0, !years.isPartial else { return nil }
        return (years.level - years.sum) / WideNumber(years.yearsLeft)
    }
    var projectedValue: WideNumber? {
        guard !years.isPartial, !isBroken else { return nil }
        return years.sum * WideNumber(years.allYears) / WideNumber(years.years)
    }
    var hitYear: Int? {
        guard years.terms.sense == .atLeast, !isOdd else { return nil }
        if isMet { return years.year }
        guard !years.isPartial, !isBroken, years.sum.isPositive else { return nil }
        return LevelAssessment.wholeYears((years.level - years.sum) * WideNumber(years.years) / years.sum)
            .map { years.year + $0 }
    }

    var firstVerdict: FlowVerdict? { nil }
    var canSettleEarly: Bool { !isOdd }
    var isOnTrackWhileMet: Bool { false }
    var lastVerdict: FlowVerdict {
        if isOdd { return (.notAssessable, .notPositive) }
        if years.terms.sense == .atMost, years.sum.isZero { return (.onTrack, nil) }
        return verdict(orWithoutPace: .notPositive)
    }
}
