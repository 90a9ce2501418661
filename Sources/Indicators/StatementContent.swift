/// What a source said about a key: a figure with its status and bound, or that an earlier statement is taken back.
/// A status may say that no figure exists.
public enum StatementContent: Hashable, Sendable {
    /// A value in the indicator's unit (nil if there is none), its status and its bound.
    case figure(value: Double?, status: ObservationStatus, bound: ObservationBound)
    /// A retraction: equal only to a retraction.
    case retraction

    /// The value, if there is one.
    public var value: Double? {
        if case .figure(let value, _, _) = self { value } else { nil }
    }

    /// The observation that the content makes of a period; nil for a retraction.
    public func observation(of period: Period) -> Observation? {
        guard case .figure(let value, let status, let bound) = self else { return nil }
        return Observation(period: period, value: value, status: status, bound: bound)
    }
}
