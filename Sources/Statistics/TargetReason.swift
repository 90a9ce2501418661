/// Why a target's state or path is what it is, where that needs a word.
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
}
