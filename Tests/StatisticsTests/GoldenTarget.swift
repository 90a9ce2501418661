import Indicators
import MosaicTestKit
import Statistics

extension TargetTerms {
    /// The terms of a golden case's target.
    init(golden target: JSON) throws { try self.init(golden: target, kinds: TargetKind.allCases) }
}

extension TargetGap {
    /// The gap under those keys of docs/methods.md that a golden case expects.
    func json(keys expected: JSON) -> JSON { .object(json.filter { expected[$0.key] != nil }) }

    private var json: [String: JSON] {
        [
            "target_level": JSON(targetLevel), "base_value": JSON(baseValue), "year": JSON(year),
            "value": JSON(value), "worst": JSON(worst), "worst_year": JSON(worstYear),
            "breaches": JSON(breaches), "gap": JSON(gap), "gap_ratio": JSON(gapRatio),
            "attainment_ratio": JSON(attainmentRatio), "elapsed_ratio": JSON(elapsedRatio),
            "progress_ratio": JSON(progressRatio), "path": JSON(path?.rawValue),
            "path_reason": JSON(pathReason?.rawValue), "path_value": JSON(pathValue),
            "path_gap": JSON(pathGap), "pace_ratio": JSON(paceRatio),
            "recent_pace_ratio": JSON(recentPaceRatio), "required_step": JSON(requiredStep),
            "required_growth_ratio": JSON(requiredGrowthRatio), "projected_value": JSON(projectedValue),
            "hit_year": JSON(hitYear), "reach_probability": JSON(reachProbability),
            "state": .string(state.rawValue), "reason": JSON(reason?.rawValue),
            "preliminary": .bool(preliminary), "partial": .bool(partial), "estimated": .bool(estimated),
            "prior_pace_ratio": JSON(priorPaceRatio), "outlook": JSON(outlook?.rawValue),
            "next_year": JSON(nextYear), "next_level": JSON(nextLevel), "next_step": JSON(nextStep),
            "milestones_missed": JSON(milestonesMissed),
            "milestones_missed_years": milestonesMissedYears.map { .array($0.map { JSON($0) }) } ?? .null,
            "reference_value": JSON(referenceValue), "worst_level": JSON(worstLevel), "peak_year": JSON(peakYear),
            "peak_value": JSON(peakValue), "peak_latest": JSON(peakLatest),
            "years_after_peak": JSON(yearsAfterPeak), "off_peak_ratio": JSON(offPeakRatio),
        ]
    }
}
