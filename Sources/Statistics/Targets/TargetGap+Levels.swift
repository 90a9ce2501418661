internal import Indicators

extension TargetGap {
    /// Assesses a target of the level family.
    init(ofLevel terms: TargetTerms, values: [DatedValue], asOfYear: Int, window: Int) {
        self.init(.notAssessable, nil)
        let baseValue =
            terms.baseValue.map { WideNumber($0) } ?? values.first { $0.year == terms.baseYear }?.value
        self.baseValue = baseValue?.double
        // 1
        if terms.kind.isFromBase {
            guard let baseValue else {
                reason = .noBase
                return
            }
            guard terms.kind == .changeAbsolute || baseValue.isPositive else {
                reason = .baseNotPositive
                return
            }
        }
        guard let requirement = Requirement(ofLevel: terms, baseValue: baseValue) else { return }
        targetLevel = requirement.level?.double
        // 2
        guard let latest = values.last(where: { $0.year <= terms.targetYear }) else {
            reason = .noObservation
            return
        }
        fill(
            from: LevelAssessment(
                terms: terms, requirement: requirement, values: values, latest: latest, baseValue: baseValue),
            asOfYear: asOfYear, window: window)
    }

    private mutating func fill(from assessment: LevelAssessment, asOfYear: Int, window: Int) {
        year = assessment.year
        value = assessment.value.double
        gap = assessment.gap.double
        gapRatio = assessment.gapRatio?.double
        attainmentRatio = assessment.attainmentRatio?.double
        elapsedRatio = assessment.elapsedRatio?.double
        progressRatio = assessment.progressRatio?.double
        path = assessment.path
        pathReason = assessment.pathReason
        pathValue = assessment.pathValue?.double
        pathGap = assessment.pathGap?.double
        paceRatio = assessment.paceRatio?.double
        recentPaceRatio = assessment.recentPaceRatio?.double
        requiredStep = assessment.requiredStep?.double
        requiredGrowthRatio = assessment.requiredGrowthRatio?.double
        projectedValue = assessment.projectedValue?.double
        hitYear = assessment.hitYear
        reachProbability = assessment.reachProbability(window: window)
        preliminary = assessment.isPreliminary
        estimated = assessment.latest.isEstimated
        (state, reason) = assessment.verdict(asOfYear: asOfYear)
    }
}

extension Requirement {
    /// What a target of the level family asks; nil where its level needs a base that isn't known.
    fileprivate init?(ofLevel terms: TargetTerms, baseValue: WideNumber?) {
        if terms.kind == .range {
            self = .range(lower: terms.lower.map { WideNumber($0) }, upper: terms.upper.map { WideNumber($0) })
            return
        }
        guard let stated = terms.targetValue.map({ WideNumber($0) }) else { return nil }
        guard terms.kind.isFromBase else {
            self = .level(stated, sense: terms.sense, isComputed: false)
            return
        }
        guard let baseValue else { return nil }
        let level: WideNumber
        switch (terms.kind, terms.baseYear) {
        case (.changeAbsolute, _): level = baseValue + stated
        case (.annualGrowth, let baseYear?):
            level = baseValue * Self.factor(ofPercent: stated).raised(to: terms.targetYear - baseYear)
        default: level = baseValue * Self.factor(ofPercent: stated)
        }
        self = .level(level, sense: terms.sense, isComputed: true)
    }

    /// 1 + v/100.
    static func factor(ofPercent percent: WideNumber) -> WideNumber { (percent + 100.0) / 100.0 }
}
