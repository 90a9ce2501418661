internal import Indicators

extension LevelAssessment {
    /// State and reason: the first that applies of cases 3 to 11 of docs/methods.md, rule 24.
    func verdict(asOfYear: Int) -> (TargetState, TargetReason?) {
        let isFinal = year == targetYear
        let isFirm = requirement.isFirm(latest)
        let isDecisive = requirement.isDecisive(latest)
        let isOpen = isMet ? !isFirm : !isDecisive
        // 3 and 4
        if !isLevelBroken {
            if isMet, isFirm { return (.met, nil) }
            if isFinal, !isMet, isDecisive { return (.missed, nil) }
        }
        // 5
        if asOfYear > targetYear {
            if !isFinal { return (.pending, .finalYearMissing) }
            if isOpen { return (.pending, .finalYearOpen) }
        }
        // 6
        guard let baseYear, baseValue != nil else { return (.notAssessable, .noBase) }
        // 7
        if year <= baseYear { return (.notAssessable, .noObservationAfterBase) }
        // 8
        if isBroken { return (.notAssessable, .breakInSeries) }
        // 9
        if isFinal, isMet { return (.onTrack, nil) }
        // 10
        if isMetAtBase { return (isMet ? .onTrack : .away, nil) }
        // Nothing is asked yet, by milestones.
        guard let paceRatio else { return (reachesPath ? .onTrack : .away, nil) }
        // 11
        return (TargetState(paceRatio: paceRatio), nil)
    }

    /// Whether y_t is where the path is, or past it.
    private var reachesPath: Bool {
        guard let pathValue else { return isMet }
        return Requirement.level(pathValue, sense: terms.sense, isComputed: true).isMet(by: value)
    }
}

extension TargetState {
    /// The cuts of Eurostat's SDG monitoring report: 0, 0.60 and 0.95 of the pace needed.
    init(paceRatio: WideNumber) {
        if paceRatio < -1e-12 {
            self = .away
        } else if !Requirement.reaches(paceRatio, 0.60) {
            self = .insufficient
        } else if !Requirement.reaches(paceRatio, 0.95) {
            self = .moderate
        } else {
            self = .onTrack
        }
    }
}
