/// A number that may be undefined, in the size of a number. NaN stands for undefined, because no result is NaN.
///
/// The trends of a whole record are kept in memory, and an optional would take twice as much of it.
@propertyWrapper
public struct OptionalDouble: Hashable, Sendable {
    private var bits: UInt64

    /// Keeps a number that is not NaN, or none.
    public init(wrappedValue: Double?) { bits = (wrappedValue ?? .nan).bitPattern }

    /// The number; nil if it is undefined.
    public var wrappedValue: Double? {
        get {
            let value = Double(bitPattern: bits)
            return value.isNaN ? nil : value
        }
        set { self = OptionalDouble(wrappedValue: newValue) }
    }
}

/// A year that may be missing, in two bytes. 0 stands for missing, because no period is 0.
@propertyWrapper
public struct OptionalYear: Hashable, Sendable {
    private var number: Int16

    /// Keeps a year from 1000 to 9999, or none.
    public init(wrappedValue: Int?) { number = Int16(wrappedValue ?? 0) }

    /// The year; nil if there is none.
    public var wrappedValue: Int? {
        get { number == 0 ? nil : Int(number) }
        set { self = OptionalYear(wrappedValue: newValue) }
    }
}
