import Indicators
import MosaicTestKit
import Statistics

extension TargetTerms {
    /// The terms of a golden case's target.
    init(golden target: JSON) throws {
        guard let kind = target["kind"]?.string.flatMap({ TargetKind(rawValue: $0) }),
            let targetYear = target["target_year"]?.int
        else { throw KitError("no kind or no target year: \(target)") }
        let bounds = target["bounds"]?.elements ?? []
        let milestones = try (target["milestones"]?.elements ?? []).map { pair in
            guard let year = pair.elements.first?.int, let value = pair.elements.last?.number else {
                throw KitError("no milestone: \(pair)")
            }
            return Milestone(year: year, value: value)
        }
        try self.init(
            kind: kind, sense: Self.word(target["sense"]), path: Self.word(target["path"]),
            baseYear: target["base_year"]?.int, baseValue: target["base_value"]?.number, targetYear: targetYear,
            targetValue: target["target_value"]?.number, lower: target["lower"]?.number,
            upper: target["upper"]?.number, minimum: bounds.first?.number, maximum: bounds.last?.number,
            milestones: milestones, reference: try Self.reference(golden: target, kind: kind))
    }

    /// The word of a golden case; one that is none is an error.
    private static func word<Word: RawRepresentable<String>>(_ text: JSON?) throws -> Word? {
        try text?.string.map { text in
            guard let word = Word(rawValue: text) else { throw KitError("no word of its kind: \(text)") }
            return word
        }
    }

    private static func reference(golden target: JSON, kind: TargetKind) throws -> TargetReference? {
        let own = SeriesKey(
            indicator: Identifier(target["indicator"]?.string ?? ""), region: Identifier(target["region"]?.string ?? "")
        )
        let keys = ["reference_indicator", "reference_region", "factor", "offset", "mode"]
        guard kind == .relative || keys.contains(where: { target[$0] != nil }) else { return nil }
        return try TargetReference(
            of: own, indicator: target["reference_indicator"]?.string.map { Identifier($0) },
            region: target["reference_region"]?.string.map { Identifier($0) },
            factor: target["factor"]?.number ?? 1, offset: target["offset"]?.number ?? 0,
            mode: word(target["mode"]) ?? .finalYear)
    }
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
