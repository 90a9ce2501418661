/// How far a series is from a target, at what pace, and what that means: docs/methods.md, rule 15.
///
/// Values, gaps and steps are in the indicator's unit; a result that is undefined, or beyond the range of a double, is nil.
public struct TargetGap: Hashable, Sendable {
    /// Y, the level asked; nil for a range.
    public var targetLevel: Double?
    /// y_b, the value at the base.
    public var baseValue: Double?
    /// t, the year of the latest observation that counts.
    public var year: Int?
    /// What is held against the target: the latest value; sum, mean or compound of the years since the base.
    public var value: Double?
    /// hold, and relative in every year: the worst value.
    public var worst: Double?
    /// hold, and relative in every year: the first year of the worst value.
    public var worstYear: Int?
    /// hold, and relative in every year: in how many years the limit was decisively not kept.
    public var breaches: Int?
    /// What is missing to the target. A negative gap is room to spare.
    public var gap: Double?
    /// The gap over the magnitude of the level asked, or of a range's nearest limit.
    public var gapRatio: Double?
    /// The value over the level asked, inverted if less is asked.
    public var attainmentRatio: Double?
    /// The share of the time gone.
    public var elapsedRatio: Double?
    /// The share of the task done.
    public var progressRatio: Double?
    /// The path from the base to the target.
    public var path: TargetPath?
    /// Why the path is another than the plan's.
    public var pathReason: TargetReason?
    /// Where the path is in year t.
    public var pathValue: Double?
    /// How far the value is behind the path; negative is ahead.
    public var pathGap: Double?
    /// The pace since the base over the pace needed from there.
    public var paceRatio: Double?
    /// The pace of the last three years or so over the pace needed from the base.
    public var recentPaceRatio: Double?
    /// What each remaining year has to add.
    public var requiredStep: Double?
    /// The constant yearly growth that the remaining years need.
    public var requiredGrowthRatio: Double?
    /// The value in the target year if the pace since the base goes on.
    public var projectedValue: Double?
    /// The year in which the target is reached at that pace; t if it is reached.
    public var hitYear: Int?
    /// The probability of reaching the target in its year by the drift forecast.
    public var reachProbability: Double?
    /// The pace before the base over the pace that the plan needs.
    public var priorPaceRatio: Double?
    /// That ratio in a word, while there is no observation after the base.
    public var outlook: TargetOutlook?
    /// Milestones: the next year for which the plan asks for a level.
    public var nextYear: Int?
    /// Milestones: that level.
    public var nextLevel: Double?
    /// Milestones: what each year until then has to add.
    public var nextStep: Double?
    /// Milestones: the years of those that were decisively not reached; nil where the plan has none.
    public var milestonesMissedYears: [Int]?
    /// Milestones: the newest one missed, until the next level is reached or the target is met.
    public var standingMilestoneYear: Int?
    /// relative: the other series' value in the year that counts.
    public var referenceValue: Double?
    /// relative: the level asked in the worst year.
    public var worstLevel: Double?
    /// peak_by: the year of the greatest value so far, or of the least.
    public var peakYear: Int?
    /// peak_by: the value of that year.
    public var peakValue: Double?
    /// peak_by: the latest year that may be the peak, given bounds, estimates and missing years.
    public var peakLatest: Int?
    /// peak_by: every year that may be the peak.
    public var possiblePeakYears: [Int] = []
    /// peak_by: how many observations follow the peak.
    public var yearsAfterPeak: Int?
    /// peak_by: how far the latest value is off the peak, over its magnitude.
    public var offPeakRatio: Double?
    /// How the series stands to the target.
    public var state: TargetState
    /// Why, where that needs a word.
    public var reason: TargetReason?
    /// Whether less than two years have gone since the base.
    public var preliminary = false
    /// Whether a year that counts is missing.
    public var partial = false
    /// Whether an estimate is among what was used.
    public var estimated = false

    /// Assesses a target.
    ///
    /// - Parameters:
    ///   - terms: what the plan asks.
    ///   - observations: of the target's series, one a year, ascending.
    ///   - reference: of the series that the plan names beside it, one a year, ascending.
    ///   - asOfYear: later observations do not exist.
    ///   - window: how many observations the drift forecast of ``reachProbability`` is fitted to.
    public init(
        of terms: TargetTerms, observations: [Observation], reference: [Observation] = [], asOfYear: Int,
        window: Int = 10
    ) {
        self = terms.kind.gap(
            TargetQuestion(
                terms: terms, observations: observations, reference: reference, asOfYear: asOfYear, window: window))
    }

    /// Milestones: how many were missed; nil where the plan has none.
    public var milestonesMissed: Int? { milestonesMissedYears?.count }

    /// Whether somebody has to look at it: it is behind its path, or what is asked was not reached. (docs/methods.md, rule 45)
    public var isBehind: Bool {
        switch state {
        case .missed, .away, .insufficient, .moderate: true
        case .met, .onTrack, .notAssessable: false
        case .pending: pathGap ?? 0 > 0
        }
    }

    /// A gap of which nothing but its state is known.
    public init(_ state: TargetState, _ reason: TargetReason?) {
        self.state = state
        self.reason = reason
    }
}
