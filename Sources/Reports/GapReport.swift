public import Evaluation
public import Formats
internal import Indicators
public import Statistics

extension JSONValue {
    /// A target's gap as the command line and the API tell it:
    /// `{"target","indicator","region","kind","target_year","unit","gap":{…}}`.
    public init(gapOf target: TargetEvaluation) {
        self = [
            "target": .text(target.target.id.rawValue), "indicator": .text(target.indicator.id.rawValue),
            "region": .text(target.region.id.rawValue), "kind": .text(target.target.terms.kind.rawValue),
            "target_year": .integer(target.target.terms.targetYear), "unit": .text(target.indicator.unit.symbol),
            "gap": JSONValue(target.gap),
        ]
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
