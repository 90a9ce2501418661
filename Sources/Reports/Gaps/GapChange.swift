public import Evaluation
public import Formats
public import Indicators
public import Record

/// A target whose state is another than it was, and why.
public struct GapChange: Sendable {
    /// Why a state changed.
    public enum Cause: Hashable, Sendable {
        /// The newest batch, which may be an undo, that made the series give this state.
        case batch(Batch)
        /// The year that counts as now is another.
        case yearTurned(from: Int, to: Int)
        /// The target was not in force before.
        case targetPublished(CalendarDate?)
        /// Another row of the target is in force.
        case targetRevised(CalendarDate?)
    }

    /// The target as it is now.
    public let target: TargetEvaluation
    /// The state before; nil if there was no such target.
    public let before: TargetState?
    /// Why the state is another.
    public let cause: Cause

    /// The state now.
    public var after: TargetState { target.gap.state }
}

extension JSONValue {
    /// A change: what begins each object about a target, `before`, `after`, `reason`, `because`, `batch`, `recorded`, `file`.
    /// `because` is `batch`, `year_turned`, `target_published` or `target_revised`. The last three keys are null unless it is
    /// `batch`.
    public init(_ change: GapChange) {
        let because: String
        var batch: Batch?
        switch change.cause {
        case .batch(let found): (because, batch) = ("batch", found)
        case .yearTurned: because = "year_turned"
        case .targetPublished: because = "target_published"
        case .targetRevised: because = "target_revised"
        }
        let target = change.target
        self = .object(
            target.target.members(unit: target.indicator.unit) + [
                Member(key: "before", value: JSONValue(change.before?.rawValue)),
                Member(key: "after", value: .text(change.after.rawValue)),
                Member(key: "reason", value: JSONValue(target.gap.reason?.rawValue)),
                Member(key: "because", value: .text(because)), Member(key: "batch", value: JSONValue(batch?.id)),
                Member(key: "recorded", value: JSONValue(batch?.recorded.description)),
                Member(key: "file", value: JSONValue(batch?.input?.file)),
            ])
    }
}
