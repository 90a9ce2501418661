internal import Indicators

extension TargetGap {
    /// Assesses a target of the flow family.
    init(ofFlow terms: TargetTerms, values: [DatedValue], asOfYear: Int) {
        self.init(.notAssessable, .noObservationAfterBase)
        targetLevel = terms.targetValue.map { $0 + 0 }
        guard let assessment = FlowAssessment(of: terms, values: values) else { return }
        year = assessment.year
        value = assessment.value?.double
        worst = assessment.worst?.value.double
        worstYear = assessment.worst?.year
        breaches = assessment.breaches
        gap = assessment.gap?.double
        gapRatio = assessment.gapRatio?.double
        attainmentRatio = assessment.attainmentRatio?.double
        elapsedRatio = assessment.elapsedRatio.double
        progressRatio = assessment.progressRatio?.double
        path = assessment.path
        pathValue = assessment.pathValue?.double
        pathGap = assessment.pathGap?.double
        paceRatio = assessment.paceRatio?.double
        requiredStep = assessment.requiredStep?.double
        projectedValue = assessment.projectedValue?.double
        hitYear = assessment.hitYear
        preliminary = assessment.isPreliminary
        partial = assessment.isPartial
        estimated = assessment.isEstimated
        (state, reason) = assessment.verdict(asOfYear: asOfYear)
    }
}
