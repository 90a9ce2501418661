/// A period's figure of a series: value, status and bound.
///
/// An observation that exists is valid: its value is finite, never −0, and is there where its status requires one.
public struct Observation: Hashable, Sendable {
    /// NaN where there is no figure. First, and no optional, so that all of it takes 16 bytes: a record's worth is kept in
    /// memory.
    private let bits: UInt64
    /// The year.
    public let period: Period
    /// The status.
    public let status: ObservationStatus
    /// How the number stands to the true one.
    public let bound: ObservationBound

    /// Makes an observation; nil if the value is not finite, or is missing though the status requires one.
    public init?(
        period: Period, value: Double?, status: ObservationStatus = .normal, bound: ObservationBound = .equal
    ) {
        if let value {
            guard value.isFinite else { return nil }
        } else {
            guard status.allowsNoValue else { return nil }
        }
        self.period = period
        bits = (value.map { $0 == 0 ? 0 : $0 } ?? .nan).bitPattern
        self.status = status
        self.bound = bound
    }

    /// The figure, in the indicator's unit; nil if there is none.
    public var value: Double? {
        let value = Double(bitPattern: bits)
        return value.isNaN ? nil : value
    }

    /// The value, if the observation exists for the statistics: it has a value and its status does not deny it.
    public var existingValue: Double? { status.saysNone ? nil : value }

    /// The value, if the observation exists and is no forecast: what trends and aggregates are made of.
    @inlinable public var countedValue: Double? {
        // A pattern, because `==` compares the text of the codes.
        if case .forecast = status { nil } else { existingValue }
    }
}
