/// A difference and what rounding took from it: value + error is exact (Knuth, TAOCP vol. 2, §4.2.2, theorem B).
///
/// The values of a series may be large, its steps small, and the steps' deviations from the drift smaller still.
/// A number is a double, or lanes of them.
struct CompensatedDifference<Number: LaneArithmetic>: Hashable, Sendable {
    /// The rounded difference.
    let value: Number
    /// The exact difference less the rounded one.
    let error: Number

    /// A difference that is known.
    init(value: Number, error: Number) {
        self.value = value
        self.error = error
    }

    /// a − b, of numbers whose difference is finite.
    init(_ a: Number, minus b: Number) {
        value = a - b
        let part = value - a
        error = (a - (value - part)) - (b + part)
    }

    /// The difference, less than 2⁹⁹⁶, over a whole divisor below 2²⁶, to about twice the precision of a double.
    func divided(by divisor: Double) -> Self {
        let quotient = value / divisor
        // Halves of the quotient's digits (Veltkamp 1968): their products with the divisor are exact.
        let product = quotient * 134_217_729
        let high = product - (product - quotient)
        let remainder = (value - high * divisor) - (quotient - high) * divisor
        return Self(value: quotient, error: (remainder + error) / divisor)
    }

    /// The difference times a power of two.
    func multiplied(by factor: Double) -> Self { Self(value: value * factor, error: error * factor) }

    /// The difference less another, rounded once where it matters.
    func subtracting(_ other: Self) -> Number { (value - other.value) + (error - other.error) }
}

/// What doubles, and lanes of them, have in common.
protocol LaneArithmetic: Hashable, Sendable {
    static func + (left: Self, right: Self) -> Self
    static func - (left: Self, right: Self) -> Self
    static func * (left: Self, right: Double) -> Self
    static func / (left: Self, right: Double) -> Self
}

extension Double: LaneArithmetic {}

extension SIMD4: LaneArithmetic where Scalar == Double {}
