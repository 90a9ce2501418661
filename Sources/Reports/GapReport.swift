public import Evaluation
public import Formats
public import Indicators
public import Statistics

extension JSONValue {
    /// A target's gap as the command line and the API tell it:
    /// `{"target","indicator","region","kind","target_year","unit","gap":{…}}`.
    public init(gapOf target: TargetEvaluation) {
        self.init(target.gap, of: target.target, unit: target.indicator.unit)
    }

    /// A target's gap, as above, of one that no catalog names.
    ///
    /// - Parameter unit: that of the gap's values.
    public init(_ gap: TargetGap, of target: Target, unit: UnitOfMeasure) {
        self = .object(target.members(unit: unit) + [Member(key: "gap", value: JSONValue(gap))])
    }

    /// A gap by METHODS' keys, undefined ones null.
    public init(_ gap: TargetGap) {
        self = [
            "target_level": JSONValue(gap.targetLevel), "base_value": JSONValue(gap.baseValue),
            "year": JSONValue(gap.year), "value": JSONValue(gap.value), "worst": JSONValue(gap.worst),
            "worst_year": JSONValue(gap.worstYear), "breaches": JSONValue(gap.breaches),
            "gap": JSONValue(gap.gap), "gap_ratio": JSONValue(gap.gapRatio),
            "attainment_ratio": JSONValue(gap.attainmentRatio), "elapsed_ratio": JSONValue(gap.elapsedRatio),
            "progress_ratio": JSONValue(gap.progressRatio), "path": JSONValue(gap.path?.rawValue),
            "path_reason": JSONValue(gap.pathReason?.rawValue), "path_value": JSONValue(gap.pathValue),
            "path_gap": JSONValue(gap.pathGap), "pace_ratio": JSONValue(gap.paceRatio),
            "recent_pace_ratio": JSONValue(gap.recentPaceRatio), "required_step": JSONValue(gap.requiredStep),
            "required_growth_ratio": JSONValue(gap.requiredGrowthRatio),
            "projected_value": JSONValue(gap.projectedValue), "hit_year": JSONValue(gap.hitYear),
            "reach_probability": JSONValue(gap.reachProbability), "state": .text(gap.state.rawValue),
            "reason": JSONValue(gap.reason?.rawValue), "preliminary": .boolean(gap.preliminary),
            "partial": .boolean(gap.partial), "estimated": .boolean(gap.estimated),
        ]
    }
}

extension Target {
    /// What each object about a target begins with.
    func members(unit: UnitOfMeasure) -> [JSONValue.Member] {
        let values: [(String, JSONValue)] = [
            ("target", .text(id.rawValue)), ("indicator", .text(series.indicator.rawValue)),
            ("region", .text(series.region.rawValue)), ("kind", .text(terms.kind.rawValue)),
            ("target_year", .integer(terms.targetYear)), ("unit", .text(unit.symbol)),
        ]
        return values.map { JSONValue.Member(key: $0, value: $1) }
    }
}
