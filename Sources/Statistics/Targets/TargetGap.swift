public import Indicators

/// How far a series is from a target, at what pace, and what that means: METHODS, "Target gaps".
///
/// Values, gaps and steps are in the indicator's unit; a result that is undefined, or beyond the range of a double, is nil.
public struct TargetGap: Hashable, Sendable {
    /// Y, the level asked; nil for a range.
    public internal(set) var targetLevel: Double?
    /// y_b, the value at the base.
    public internal(set) var baseValue: Double?
    /// t, the year of the latest observation that counts.
    public internal(set) var year: Int?
    /// What is held against the target: the latest value; sum, mean or compound of the years since the base.
    public internal(set) var value: Double?
    /// hold: the worst value.
    public internal(set) var worst: Double?
    /// hold: the first year of the worst value.
    public internal(set) var worstYear: Int?
    /// hold: in how many years the limit was decisively not kept.
    public internal(set) var breaches: Int?
    /// What is missing; negative is room to spare.
    public internal(set) var gap: Double?
    /// The gap over the magnitude of the level asked, or of a range's nearest limit.
    public internal(set) var gapRatio: Double?
    /// The value over the level asked, inverted where less is asked.
    public internal(set) var attainmentRatio: Double?
    /// The share of the time gone.
    public internal(set) var elapsedRatio: Double?
    /// The share of the task done.
    public internal(set) var progressRatio: Double?
    /// The path from the base to the target.
    public internal(set) var path: TargetPath?
    /// Why the path is not the one that was asked for.
    public internal(set) var pathReason: TargetReason?
    /// Where the path is in year t.
    public internal(set) var pathValue: Double?
    /// How far the value is behind the path; negative is ahead.
    public internal(set) var pathGap: Double?
    /// The pace since the base over the pace needed from there.
    public internal(set) var paceRatio: Double?
    /// The pace of the last three years or so over the pace needed from the base.
    public internal(set) var recentPaceRatio: Double?
    /// What each remaining year has to add.
    public internal(set) var requiredStep: Double?
    /// The constant yearly growth that the remaining years need.
    public internal(set) var requiredGrowthRatio: Double?
    /// The value in the target year if the pace since the base goes on.
    public internal(set) var projectedValue: Double?
    /// The year in which the target is reached at that pace; t where it is reached.
    public internal(set) var hitYear: Int?
    /// The probability of reaching the target in its year by the drift forecast.
    public internal(set) var reachProbability: Double?
    /// How the series stands to the target.
    public internal(set) var state: TargetState
    /// Why, where that needs a word.
    public internal(set) var reason: TargetReason?
    /// Whether less than two years have gone since the base.
    public internal(set) var preliminary = false
    /// Flows: whether a year between the base and t is missing.
    public internal(set) var partial = false
    /// Whether an estimate is among what was used.
    public internal(set) var estimated = false

    /// Assesses a target.
    ///
    /// - Parameters:
    ///   - terms: what the plan asks.
    ///   - observations: of the target's series, one a year, ascending.
    ///   - asOfYear: later observations do not exist.
    ///   - window: how many observations the drift forecast of ``reachProbability`` is fitted to.
    public init(of terms: TargetTerms, observations: [Observation], asOfYear: Int, window: Int = 10) {
        let values = DatedValue.existing(in: observations, through: asOfYear)
        if terms.kind.isFlow {
            self.init(ofFlow: terms, values: values, asOfYear: asOfYear)
        } else {
            self.init(ofLevel: terms, values: values, asOfYear: asOfYear, window: window)
        }
    }

    init(_ state: TargetState, _ reason: TargetReason?) {
        self.state = state
        self.reason = reason
    }
}
