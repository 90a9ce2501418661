internal import Indicators

extension TargetGap {
    /// Assesses a target about the year of a peak: docs/methods.md, rule 38.
    init(ofPeak question: TargetQuestion) {
        self.init(.notAssessable, nil)
        let terms = question.terms
        // A forecast shows no peak.
        let known = DatedValue.existing(in: question.observations, through: question.asOfYear)
            .filter { $0.observation.status != .forecast }
        let sinceBase = terms.baseYear.map { base in known.filter { $0.year >= base } } ?? known
        // 1
        guard let last = sinceBase.last else {
            reason = known.isEmpty ? .noObservation : .noObservationAfterBase
            return
        }
        let cut = sinceBase.lastIndex { $0.isBreak } ?? 0
        let peak = PeakAssessment(
            values: Array(sinceBase[cut...]), isCut: cut > 0, targetYear: terms.targetYear, sense: terms.sense)
        year = last.year
        value = last.value.double
        peakYear = peak.peak?.year
        peakValue = peak.peak?.value.double
        yearsAfterPeak = peak.countAfterPeak
        offPeakRatio = peak.offPeakRatio?.double
        possiblePeakYears = peak.possibleYears
        peakLatest = peak.possibleYears.last
        partial = peak.isPartial
        estimated = peak.values.contains { $0.isEstimated }
        if let baseYear = terms.baseYear {
            let gone = min(last.year, terms.targetYear) - baseYear
            elapsedRatio = (WideNumber(gone) / WideNumber(terms.targetYear - baseYear)).double
        }
        (state, reason) = peak.verdict(asOfYear: question.asOfYear)
    }
}
