public import Indicators

/// A target in force, evaluated.
public struct TargetEvaluation: Sendable {
    /// The target.
    public let target: Target
    /// The indicator that it asks about.
    public let indicator: Indicator
    /// The region that it asks about.
    public let region: Region
    /// Gap, pace and state.
    public let gap: TargetGap
}
