import Indicators
import Statistics
import Testing

@Suite("Target gaps against the golden cases")
struct TargetGapGoldenTests {
    @Test("a gap is what 60 digits say", arguments: GoldenCase.all(of: "gaps.json"))
    func golden(_ golden: GoldenCase) throws {
        let target = try #require(golden.fields["target"])
        let terms = try TargetTerms(golden: target)
        let observations = try golden.observations("series")
        let asOfYear = try #require(golden.fields["as_of_year"]?.integer)
        let gap = TargetGap(of: terms, observations: observations, asOfYear: asOfYear)
        let stated = [terms.targetValue, terms.baseValue, terms.lower, terms.upper].compactMap { $0 }
        let largest = (observations.compactMap(\.existingValue) + stated).map(abs).max() ?? 0
        let expected = try #require(golden.fields["expect"])
        #expect(GoldenComparison(largestInput: largest).differences(gap.json, expected) == [])
    }

    @Test("the file of gaps holds cases")
    func filled() { #expect(!GoldenCase.all(of: "gaps.json").isEmpty) }
}

extension TargetTerms {
    init(golden target: JSONValue) throws {
        let kindName = try #require(target["kind"]?.string)
        var bounds: [JSONValue] = [.null, .null]
        if case .array(let given)? = target["bounds"] { bounds = given }
        let kind = try #require(TargetKind(rawValue: kindName))
        let targetYear = try #require(target["target_year"]?.integer)
        try self.init(
            kind: kind, sense: target["sense"]?.string.flatMap(TargetSense.init),
            path: target["path"]?.string.flatMap(TargetPath.init), baseYear: target["base_year"]?.integer,
            baseValue: target["base_value"]?.number, targetYear: targetYear,
            targetValue: target["target_value"]?.number, lower: target["lower"]?.number,
            upper: target["upper"]?.number, minimum: bounds[0].number, maximum: bounds[1].number)
    }
}

extension TargetGap {
    /// The gap under the keys of docs/methods.md.
    fileprivate var json: JSONValue {
        .object([
            "target_level": JSONValue(targetLevel), "base_value": JSONValue(baseValue), "year": JSONValue(year),
            "value": JSONValue(value), "worst": JSONValue(worst), "worst_year": JSONValue(worstYear),
            "breaches": JSONValue(breaches), "gap": JSONValue(gap), "gap_ratio": JSONValue(gapRatio),
            "attainment_ratio": JSONValue(attainmentRatio), "elapsed_ratio": JSONValue(elapsedRatio),
            "progress_ratio": JSONValue(progressRatio), "path": JSONValue(path?.rawValue),
            "path_reason": JSONValue(pathReason?.rawValue), "path_value": JSONValue(pathValue),
            "path_gap": JSONValue(pathGap), "pace_ratio": JSONValue(paceRatio),
            "recent_pace_ratio": JSONValue(recentPaceRatio), "required_step": JSONValue(requiredStep),
            "required_growth_ratio": JSONValue(requiredGrowthRatio), "projected_value": JSONValue(projectedValue),
            "hit_year": JSONValue(hitYear), "reach_probability": JSONValue(reachProbability),
            "state": .string(state.rawValue), "reason": JSONValue(reason?.rawValue),
            "preliminary": .bool(preliminary), "partial": .bool(partial), "estimated": .bool(estimated),
        ])
    }
}
