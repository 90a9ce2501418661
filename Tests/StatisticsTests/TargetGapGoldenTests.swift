import Indicators
import MosaicTestKit
import Statistics
import Testing

@Suite("Target gaps against the golden cases")
struct TargetGapGoldenTests {
    @Test(arguments: try GoldenCase.all(of: "gaps.json"))
    func `a gap is what 60 digits say`(golden: GoldenCase) throws {
        let target = try #require(golden.fields["target"])
        let terms = try TargetTerms(golden: target)
        let observations = try golden.observations("series")
        let asOfYear = try #require(golden.fields["as_of_year"]?.int)
        let gap = TargetGap(of: terms, observations: observations, asOfYear: asOfYear)
        let largest = golden.largestInput("series")
        let expected = try #require(golden.fields["expect"])
        #expect(GoldenTolerance(largestInput: largest).differences(gap.json, expected) == [])
    }
}

extension TargetGap {
    /// The gap under the keys of docs/methods.md.
    fileprivate var json: JSON {
        .object([
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
        ])
    }
}
