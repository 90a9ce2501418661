public import Indicators

/// A target in force, evaluated.
public struct TargetEvaluation: Sendable {
    /// The target.
    public let target: Target
    /// What it asks about.
    public let indicator: Indicator
    /// Of whom.
    public let region: Region
    /// Gap, pace and state.
    public let gap: TargetGap
}
