/// A number that may be undefined, kept in the room of a number: undefined is NaN, which no result is.
///
/// The trends of a whole record are kept in memory; an optional would take twice the room.
@propertyWrapper
public struct OptionalDouble: Hashable, Sendable {
    private var bits: UInt64

    /// Keeps a number that is not NaN, or none.
    public init(wrappedValue: Double?) { bits = (wrappedValue ?? .nan).bitPattern }

    /// The number; nil where it is undefined.
    public var wrappedValue: Double? {
        get {
            let value = Double(bitPattern: bits)
            return value.isNaN ? nil : value
        }
        set { self = OptionalDouble(wrappedValue: newValue) }
    }
}

/// A year that may be missing, kept in two bytes: missing is 0, which no period is.
@propertyWrapper
public struct OptionalYear: Hashable, Sendable {
    private var number: Int16

    /// Keeps a year from 1000 to 9999, or none.
    public init(wrappedValue: Int?) { number = Int16(wrappedValue ?? 0) }

    /// The year; nil where there is none.
    public var wrappedValue: Int? {
        get { number == 0 ? nil : Int(number) }
        set { self = OptionalYear(wrappedValue: newValue) }
    }
}
