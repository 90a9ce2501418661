internal import Indicators

extension TargetGap {
    /// The outlook of a target that waits for its first observation: docs/methods.md, rule 34; nil for any other.
    func outlook(priorPaceRatio: WideNumber, of question: TargetQuestion) -> TargetOutlook? {
        guard state == .notAssessable, reason == .noObservationAfterBase,
            question.asOfYear <= question.terms.targetYear
        else { return nil }
        switch TargetState(paceRatio: priorPaceRatio) {
        case .away: return .againstTheTrend
        case .insufficient: return .farFaster
        case .moderate: return .faster
        case .onTrack, .met, .missed, .pending, .notAssessable: return .asBefore
        }
    }
}
