import Indicators
import MosaicTestKit
import Statistics
import Testing

@Suite
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

extension TargetTerms {
    /// The terms of a golden case's target.
    fileprivate init(golden target: JSON) throws {
        let kind = try #require(target["kind"]?.string.flatMap { TargetKind(rawValue: $0) })
        let targetYear = try #require(target["target_year"]?.int)
        let bounds = target["bounds"]?.elements ?? []
        try self.init(
            kind: kind, sense: target["sense"]?.string.flatMap(TargetSense.init),
            path: target["path"]?.string.flatMap(TargetPath.init), baseYear: target["base_year"]?.int,
            baseValue: target["base_value"]?.number, targetYear: targetYear,
            targetValue: target["target_value"]?.number, lower: target["lower"]?.number,
            upper: target["upper"]?.number, minimum: bounds.first?.number, maximum: bounds.last?.number)
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
