internal import Indicators

extension TargetGap {
    /// Assesses a target of the level family.
    init(ofLevel question: TargetQuestion, rules: LevelRules) {
        self.init(.notAssessable, nil)
        let terms = question.terms
        let values = DatedValue.existing(in: question.observations, through: question.asOfYear)
        let baseValue =
            terms.baseValue.map { WideNumber($0) } ?? values.first { $0.year == terms.baseYear }?.value
        self.baseValue = baseValue?.double
        // 1
        if terms.kind.traits.subject == .levelFromBase {
            guard let baseValue else {
                reason = .noBase
                return
            }
            guard !rules.needsPositiveBase || baseValue.isPositive else {
                reason = .baseNotPositive
                return
            }
        }
        guard let requirement = rules.asked(terms, baseValue, terms.targetValue) else { return }
        targetLevel = requirement.level?.double
        // 2
        guard let latest = values.last(where: { $0.year <= terms.targetYear }) else {
            reason = .noObservation
            return
        }
        let assessment = LevelAssessment(
            terms: terms, requirement: requirement,
            milestones: terms.milestones.compactMap { milestone in
                rules.asked(terms, baseValue, milestone.value).map { (milestone.year, $0) }
            },
            values: values, latest: latest, baseValue: baseValue)
        fill(from: assessment, asOfYear: question.asOfYear, window: question.window)
        if !assessment.milestones.isEmpty { fillMilestones(from: assessment) }
        if let priorPaceRatio = assessment.priorPaceRatio {
            self.priorPaceRatio = priorPaceRatio.double
            outlook = outlook(priorPaceRatio: priorPaceRatio, of: question)
        }
    }

    private mutating func fillMilestones(from assessment: LevelAssessment) {
        let next = assessment.next
        nextYear = next?.year
        nextLevel = next?.level.double
        nextStep = next?.step.double
        let missed = assessment.missedMilestones.map(\.year)
        milestonesMissedYears = missed
        standingMilestoneYear = state == .met ? nil : assessment.standingYear(ofMissed: missed)
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
