internal import Indicators

/// A target of the level family beside the latest observation: docs/methods.md, rules 19 to 24 and 33 to 36.
///
/// Each property is the key of its name.
struct LevelAssessment {
    let terms: TargetTerms
    let requirement: Requirement
    /// The milestones, each with what it asks, by year.
    let milestones: [(year: Int, requirement: Requirement)]
    /// The observations up to the as-of year.
    let values: [DatedValue]
    /// y_t at t.
    let latest: DatedValue
    /// y_b. It may be known though b is not.
    let baseValue: WideNumber?
    /// Whether a break lies in b+1…t.
    let isBroken: Bool
    /// The way from the base by the milestones to the target; nil for a range, and where it is undefined.
    private(set) var planned: PlannedPath?
    /// Where that way is in year t.
    private(set) var pathValue: WideNumber?

    init(
        terms: TargetTerms, requirement: Requirement, milestones: [(year: Int, requirement: Requirement)],
        values: [DatedValue], latest: DatedValue, baseValue: WideNumber?
    ) {
        self.terms = terms
        self.requirement = requirement
        self.milestones = milestones
        self.values = values
        self.latest = latest
        self.baseValue = baseValue
        isBroken = values.hasBreak(after: terms.baseYear, through: latest.year)
        planned = plan()
        pathValue = planned?.value(in: latest.year)
    }

    /// b.
    var baseYear: Int? { terms.baseYear }
    /// T.
    var targetYear: Int { terms.targetYear }
    /// t.
    var year: Int { latest.year }
    /// y_t.
    var value: WideNumber { latest.value }
    /// Y; nil for a range.
    var level: WideNumber? { requirement.level }

    /// b and y_b; nil unless both are known and t > b.
    var base: (year: Int, value: WideNumber)? {
        guard let baseYear, let baseValue, year > baseYear else { return nil }
        return (baseYear, baseValue)
    }

    /// Whether y_t meets.
    var isMet: Bool { requirement.isMet(by: value) }
    /// Whether y_b meets already.
    var isMetAtBase: Bool { baseValue.map(requirement.isMet) ?? false }
    /// Whether Y itself is worked out from a base on the other side of a break.
    var isLevelBroken: Bool { terms.kind.traits.subject == .levelFromBase && isBroken }

    var gap: WideNumber { requirement.distance(of: value) }

    var gapRatio: WideNumber? {
        guard let reference = level ?? requirement.nearestLimit(to: value) else { return 0.0 }
        return reference.isZero ? nil : gap / reference.magnitude
    }

    var attainmentRatio: WideNumber? {
        level.flatMap { Self.attainmentRatio(of: value, level: $0, sense: terms.sense) }
    }

    /// value/Y if more is asked, Y/value if less is; nil unless both ≥ 0 and the divisor > 0.
    static func attainmentRatio(of value: WideNumber, level: WideNumber, sense: TargetSense) -> WideNumber? {
        let (share, whole) = sense == .atLeast ? (value, level) : (level, value)
        return !share.isNegative && whole.isPositive ? share / whole : nil
    }

    var elapsedRatio: WideNumber? {
        guard let baseYear, year >= baseYear else { return nil }
        return WideNumber(year - baseYear) / WideNumber(targetYear - baseYear)
    }

    var isPreliminary: Bool { base.map { year - $0.year < 2 } ?? false }

    var requiredStep: WideNumber? {
        guard year < targetYear, let goal = level ?? requirement.nearestLimit(to: value) else { return nil }
        return (goal - value) / WideNumber(targetYear - year)
    }

    var requiredGrowthRatio: WideNumber? {
        guard year < targetYear, let level, level.isPositive, value.isPositive else { return nil }
        return .exponentialLessOne((level / value).logarithm / Double(targetYear - year))
    }

    /// The probability of `at_least` or `at_most` Y in T by the drift forecast of the observations up to the as-of year.
    func reachProbability(window: Int) -> Double? {
        guard let level, year < targetYear, targetYear <= year + 10, !isLevelBroken else { return nil }
        let series = YearlyValues(sinceLastBreakOf: values.map(\.observation))
        guard series.years.last == year else { return nil }
        let range = max(series.count - window, 0)..<series.count
        guard DriftFit.isPossible(series.years.span.extracting(range)) else { return nil }
        return DriftFit(series.values.span.extracting(range))
            .probability(of: terms.sense, level, yearsAhead: targetYear - year)
    }
}

extension [DatedValue] {
    /// Whether a break lies after a base year, up to another; none without a base year.
    func hasBreak(after baseYear: Int?, through year: Int) -> Bool {
        guard let baseYear else { return false }
        return contains { $0.isBreak && $0.year > baseYear && $0.year <= year }
    }
}
