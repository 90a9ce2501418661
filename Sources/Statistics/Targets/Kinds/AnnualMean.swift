public import Indicators

extension TargetKind {
    /// `annual_mean`: a mean over the years after the base.
    public static let annualMean = TargetKind(
        "annual_mean",
        traits: TargetTraits(
            subject: .flows, statement: .value, needsBaseYear: true, sense: .more, path: .stated, hasMilestones: false),
        flows: AnnualMean.self)
}

/// The column `annual_mean` of docs/methods.md, rules 26 to 28.
private struct AnnualMean: FlowAssessment {
    let years: FlowYears

    init(_ years: FlowYears) { self.years = years }

    private var mean: WideNumber { years.sum / WideNumber(years.used.count) }

    var requirement: Requirement { .level(years.level, sense: years.terms.sense, isComputed: true) }
    var isBroken: Bool { years.hasBreak }
    var isMet: Bool { requirement.isMet(by: mean) }
    var isDecisive: Bool { years.used.allSatisfy(requirement.isDecisive) }

    var value: WideNumber? { mean }
    var worst: DatedValue? { nil }
    var breaches: Int? { nil }
    var attainmentRatio: WideNumber? {
        LevelAssessment.attainmentRatio(of: mean, level: years.level, sense: years.terms.sense)
    }
    var progressRatio: WideNumber? { nil }
    var path: TargetPath? { nil }
    var hasPath: Bool { false }
    static func path(of terms: TargetTerms, to level: WideNumber, elapsed: WideNumber) -> WideNumber? { nil }
    var paceRatio: WideNumber? {
        guard !years.isPartial, !isBroken, mean.isPositive, years.level.isPositive else { return nil }
        return years.ratioInSense(mean, over: years.level)
    }
    var requiredStep: WideNumber? {
        guard years.yearsLeft > 0, !years.isPartial else { return nil }
        return (years.level * WideNumber(years.allYears) - years.sum) / WideNumber(years.yearsLeft)
    }
    var projectedValue: WideNumber? { nil }
    var hitYear: Int? { nil }

    var firstVerdict: FlowVerdict? { nil }
    var canSettleEarly: Bool { false }
    var isOnTrackWhileMet: Bool { true }
    var lastVerdict: FlowVerdict { verdict(orWithoutPace: .notPositive) }
}
