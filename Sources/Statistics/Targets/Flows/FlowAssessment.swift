internal import Indicators

/// A kind of the flow family beside the observations since the base: its column of docs/methods.md, rule 26.
///
/// A property has the name of its key. No requirement has a default, so that a new kind answers each.
protocol FlowAssessment: SendableMetatype {
    /// The assessment of some years.
    init(_ years: FlowYears)

    /// The observations that count.
    var years: FlowYears { get }
    /// What is asked of `value`, or of each year's value.
    var requirement: Requirement { get }
    /// Whether a break lies in the years and the kind minds it.
    var isBroken: Bool { get }
    /// Whether the target would be met if nothing followed.
    var isMet: Bool { get }
    /// Whether a target that is not met is so by decisive values.
    var isDecisive: Bool { get }

    /// What is held against the target.
    var value: WideNumber? { get }
    /// The worst value, for a kind that looks at each year.
    var worst: DatedValue? { get }
    /// How many years broke the limit decisively, for a kind that looks at each year.
    var breaches: Int? { get }
    var attainmentRatio: WideNumber? { get }
    var progressRatio: WideNumber? { get }
    var path: TargetPath? { get }
    /// Whether the path that the plan draws means something beside the observations.
    var hasPath: Bool { get }
    /// Where the path is when a share of the time has gone, from 0 to 1; nil for a kind without one.
    static func path(of terms: TargetTerms, to level: WideNumber, elapsed: WideNumber) -> WideNumber?
    var paceRatio: WideNumber? { get }
    var requiredStep: WideNumber? { get }
    var projectedValue: WideNumber? { get }
    var hitYear: Int? { get }

    /// The row "first" of the states: what settles the state before all else.
    var firstVerdict: FlowVerdict? { get }
    /// Whether a year before the last can settle the target in a sense: met if more is asked, missed if less is.
    var canSettleEarly: Bool { get }
    /// Whether a target that is met by now is on track before its year too.
    var isOnTrackWhileMet: Bool { get }
    /// The rows "then" of the states: what is said if nothing above them applies.
    var lastVerdict: FlowVerdict { get }
}

/// A state and its reason.
typealias FlowVerdict = (state: TargetState, reason: TargetReason?)

extension FlowAssessment {
    var gap: WideNumber? { (worst?.value ?? value).map(requirement.distance) }
    var gapRatio: WideNumber? { years.level.isZero ? nil : gap.map { $0 / years.level.magnitude } }
    var pathValue: WideNumber? {
        hasPath ? Self.path(of: years.terms, to: years.level, elapsed: years.elapsedRatio) : nil
    }
    var pathGap: WideNumber? {
        guard let pathValue, let value else { return nil }
        return years.shortfall(of: value, to: pathValue)
    }

    /// State and reason: the first row that applies of docs/methods.md, rule 28.
    func verdict(asOfYear: Int) -> FlowVerdict {
        let (year, targetYear) = (years.year, years.targetYear)
        let isFirm = years.used.allSatisfy(requirement.isFirm)
        let isFinal = year == targetYear && !years.isPartial
        let isOpen = isMet ? !isFirm : !isDecisive
        // first
        if let firstVerdict { return firstVerdict }
        // meeting and firm
        if isMet, isFirm, isFinal || canSettleEarly && years.terms.sense == .atLeast { return (.met, nil) }
        // not meeting, decisive
        if !isMet, isDecisive, isFinal || canSettleEarly && years.terms.sense == .atMost { return (.missed, nil) }
        // late
        if asOfYear > targetYear {
            if year < targetYear { return (.pending, .finalYearMissing) }
            if isOpen { return (.pending, .finalYearOpen) }
        }
        // partial
        if years.isPartial { return (.notAssessable, .missingYears) }
        // a break
        if isBroken { return (.notAssessable, .breakInSeries) }
        // meeting
        if isMet, year == targetYear || isOnTrackWhileMet { return (.onTrack, nil) }
        // then
        return lastVerdict
    }

    /// The row "cut": the state by the pace, and why there is none.
    func verdict(orWithoutPace reason: TargetReason) -> FlowVerdict {
        paceRatio.map { (TargetState(paceRatio: $0), nil) } ?? (.notAssessable, reason)
    }
}

extension TargetKind {
    /// A kind of the flow family.
    init(_ rawValue: String, traits: TargetTraits, flows type: (some FlowAssessment).Type) {
        self.init(rawValue, traits: traits, line: { PlanLine.points(ofFlow: $0, as: type) }) {
            TargetGap(ofFlow: $0, as: type)
        }
    }
}
