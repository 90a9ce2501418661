/// How a series stands to a target: docs/methods.md, rules 24, 28, 37 and 38.
public enum TargetState: String, Hashable, Sendable, CaseIterable {
    /// Reached, by a firm value that settles it.
    case met
    /// At 0.95 of the pace needed, or above.
    case onTrack = "on_track"
    /// At 0.60 of the pace needed, or above.
    case moderate
    /// Towards the target, but below 0.60 of the pace needed.
    case insufficient
    /// Away from the target.
    case away
    /// Not reached, by a decisive value that settles it.
    case missed
    /// The target year is past, and what would settle it isn't there or isn't settled.
    case pending
    /// There is too little to tell: the reason says what.
    case notAssessable = "not_assessable"
}

/// Why a target's state or path is what it is, for those states that need a reason.
public enum TargetReason: String, Hashable, Sendable, CaseIterable {
    /// The base year or its value is not known.
    case noBase = "no_base"
    /// A percentage of a base that is not positive.
    case baseNotPositive = "base_not_positive"
    /// No observation up to the target year.
    case noObservation = "no_observation"
    /// No observation after the base year.
    case noObservationAfterBase = "no_observation_after_base"
    /// The target year is past and its observation is missing.
    case finalYearMissing = "final_year_missing"
    /// The target year's value is an estimate, or its bound leaves the question open.
    case finalYearOpen = "final_year_open"
    /// The series breaks between the base year and the latest observation.
    case breakInSeries = "break"
    /// A limit to be held was not.
    case breached
    /// Observations between the base year and the latest are missing.
    case missingYears = "missing_years"
    /// A number has to be positive for this and is not.
    case notPositive = "not_positive"
    /// There is no pace towards a change of 0.
    case targetIsZero = "target_is_zero"
    /// The series has a figure, and the one beside which it stands has none.
    case noReference = "no_reference"
    /// There are too few observations to tell.
    case insufficientData = "insufficient_data"
}
