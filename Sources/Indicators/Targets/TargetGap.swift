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
    /// hold: the worst value.
    public var worst: Double?
    /// hold: the first year of the worst value.
    public var worstYear: Int?
    /// hold: in how many years the limit was decisively not kept.
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
    /// How the series stands to the target.
    public var state: TargetState
    /// Why, where that needs a word.
    public var reason: TargetReason?
    /// Whether less than two years have gone since the base.
    public var preliminary = false
    /// Flows: whether a year between the base and t is missing.
    public var partial = false
    /// Whether an estimate is among what was used.
    public var estimated = false

    /// Assesses a target.
    ///
    /// - Parameters:
    ///   - terms: what the plan asks.
    ///   - observations: of the target's series, one a year, ascending.
    ///   - asOfYear: later observations do not exist.
    ///   - window: how many observations the drift forecast of ``reachProbability`` is fitted to.
    public init(of terms: TargetTerms, observations: [Observation], asOfYear: Int, window: Int = 10) {
        self = terms.kind.gap(
            TargetQuestion(terms: terms, observations: observations, asOfYear: asOfYear, window: window))
    }

    /// A gap of which nothing but its state is known.
    public init(_ state: TargetState, _ reason: TargetReason?) {
        self.state = state
        self.reason = reason
    }
}
