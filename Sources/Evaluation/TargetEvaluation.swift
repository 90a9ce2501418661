public import Indicators

/// A target in force, evaluated.
public struct TargetEvaluation: Hashable, Sendable {
    /// What a target stands beside.
    public struct Reference: Hashable, Sendable {
        /// The indicator of that series.
        public let indicator: Indicator
        /// The region of that series.
        public let region: Region
    }

    /// The target.
    public let target: Target
    /// The indicator that it asks about.
    public let indicator: Indicator
    /// The region that it asks about.
    public let region: Region
    /// The series beside which it stands; nil for a target that states its numbers.
    public let reference: Reference?
    /// Gap, pace and state.
    public let gap: TargetGap
}
