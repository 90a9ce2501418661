internal import Indicators

extension TargetGap {
    /// Assesses a target of the flow family.
    init(ofFlow question: TargetQuestion, as type: (some FlowAssessment).Type) {
        self.init(.notAssessable, .noObservationAfterBase)
        targetLevel = question.terms.targetValue.map { $0 + 0 }
        let values = DatedValue.existing(in: question.observations, through: question.asOfYear)
        let priorPaceRatio = FlowYears(before: question.terms, values: values).flatMap { type.init($0).paceRatio }
        self.priorPaceRatio = priorPaceRatio?.double
        guard let years = FlowYears(of: question.terms, values: values) else {
            outlook = priorPaceRatio.flatMap { outlook(priorPaceRatio: $0, of: question) }
            return
        }
        let assessment = type.init(years)
        year = years.year
        value = assessment.value?.double
        worst = assessment.worst?.value.double
        worstYear = assessment.worst?.year
        breaches = assessment.breaches
        gap = assessment.gap?.double
        gapRatio = assessment.gapRatio?.double
        attainmentRatio = assessment.attainmentRatio?.double
        elapsedRatio = years.elapsedRatio.double
        progressRatio = assessment.progressRatio?.double
        path = assessment.path
        pathValue = assessment.pathValue?.double
        pathGap = assessment.pathGap?.double
        paceRatio = assessment.paceRatio?.double
        requiredStep = assessment.requiredStep?.double
        projectedValue = assessment.projectedValue?.double
        hitYear = assessment.hitYear
        preliminary = years.years < 2
        partial = years.isPartial
        estimated = years.isEstimated
        (state, reason) = assessment.verdict(asOfYear: question.asOfYear)
    }
}
