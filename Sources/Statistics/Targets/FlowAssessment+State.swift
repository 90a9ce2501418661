internal import Indicators

extension FlowAssessment {
    /// State and reason: of the rows of METHODS' table the first that applies.
    func verdict(asOfYear: Int) -> (TargetState, TargetReason?) {
        let isFinal = year == targetYear && !isPartial
        let isSettledEarly = terms.kind == .cumulative && !isOdd
        let isOpen = isMet ? !isFirm : !isDecisive
        // first
        if isBeyondCompounding { return (.notAssessable, .notPositive) }
        if let breaches, breaches > 0 { return (.missed, .breached) }
        // meeting and firm
        if isMet, isFirm, isFinal || isSettledEarly && terms.sense == .atLeast { return (.met, nil) }
        // not meeting, decisive
        if !isMet, isDecisive, isFinal || isSettledEarly && terms.sense == .atMost { return (.missed, nil) }
        // late
        if asOfYear > targetYear {
            if year < targetYear { return (.pending, .finalYearMissing) }
            if isOpen { return (.pending, .finalYearOpen) }
        }
        // partial
        if isPartial { return (.notAssessable, .missingYears) }
        // a break
        if isBroken { return (.notAssessable, .breakInSeries) }
        // meeting
        if isMet, year == targetYear || terms.kind == .annualMean || terms.kind == .hold { return (.onTrack, nil) }
        // then
        switch terms.kind {
        case .cumulative where isOdd: return (.notAssessable, .notPositive)
        case .cumulative where terms.sense == .atMost && sum.isZero: return (.onTrack, nil)
        case .compound where isCap: return (isMet ? .onTrack : .away, nil)
        case .hold: return (.away, nil)
        default: break
        }
        // cut
        guard let paceRatio else { return (.notAssessable, terms.kind == .compound ? .targetIsZero : .notPositive) }
        return (TargetState(paceRatio: paceRatio), nil)
    }
}
