/// A statement's content in the ten bytes in which many are kept: what rows of an input and of a record have in common.
public protocol PackedContent {
    /// The value, in the indicator's unit; NaN if there is none. Never −0.
    var value: Double { get }
    /// The status code; 0 stands for a retraction.
    var status: UInt8 { get }
    /// The index of the bound in `ObservationBound.allCases`.
    var bound: UInt8 { get }
}

extension PackedContent {
    /// What the statement says.
    @inlinable public var content: StatementContent {
        guard let status = ObservationStatus(code: status), let bound = ObservationBound(index: bound) else {
            return .retraction
        }
        return .figure(value: value.isNaN ? nil : value, status: status, bound: bound)
    }

    /// Whether another statement has the same value, status and bound. A retraction equals only a retraction.
    @inlinable public func says(sameAs other: some PackedContent) -> Bool {
        status == other.status && bound == other.bound && (value == other.value || value.isNaN && other.value.isNaN)
    }
}
