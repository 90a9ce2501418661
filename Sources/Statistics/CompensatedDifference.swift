/// A difference and what rounding took from it: value + error is exact (Knuth, TAOCP vol. 2, §4.2.2, theorem B).
///
/// The values of a series may be large and its steps small, and what is left of a step without its drift smaller yet.
struct CompensatedDifference: Hashable {
    /// The rounded difference.
    let value: Double
    /// The exact difference less the rounded one.
    let error: Double

    /// a − b, of numbers whose difference is finite.
    init(_ a: Double, minus b: Double) {
        value = a - b
        let part = value - a
        error = (a - (value - part)) - (b + part)
    }

    private init(value: Double, error: Double) {
        self.value = value
        self.error = error
    }

    /// The difference over a divisor, to about twice the precision of a double.
    func divided(by divisor: Double) -> CompensatedDifference {
        let quotient = value / divisor
        let remainder = value.addingProduct(-quotient, divisor)
        return CompensatedDifference(value: quotient, error: (remainder + error) / divisor)
    }

    /// The difference times a power of two.
    func multiplied(by factor: Double) -> CompensatedDifference {
        CompensatedDifference(value: value * factor, error: error * factor)
    }

    /// The difference less another, rounded once where it matters.
    func subtracting(_ other: CompensatedDifference) -> Double { (value - other.value) + (error - other.error) }
}
