/// A power series in q, cut off after some terms, whose coefficients are whole numbers modulo 2⁶⁴ʷ.
///
/// Products with 1 − qᵃ and quotients by it are exact modulo 2⁶⁴ʷ, so that coefficients which fit in the end are right,
/// whatever wraps around on the way.
struct WholeNumberSeries {
    /// How many coefficients there are.
    let terms: Int
    private let width: Int
    private var words: [UInt64]

    /// The series 1, for coefficients of at most so many bits.
    init(terms: Int, bits: Int) {
        self.terms = terms
        width = (bits + 63) / 64
        words = [UInt64](repeating: 0, count: terms * width)
        words[0] = 1
    }

    /// The coefficient of a power of q.
    subscript(power: Int) -> WholeNumber { WholeNumber(words: words[power * width..<(power + 1) * width]) }

    /// Multiplies by 1 − qᵃ.
    mutating func multiplyByOneMinusPower(_ a: Int) {
        for power in stride(from: terms - 1, through: a, by: -1) { subtract(power - a, from: power) }
    }

    /// Divides by 1 − qᵃ.
    mutating func divideByOneMinusPower(_ a: Int) {
        for power in stride(from: a, to: terms, by: 1) { add(power - a, to: power) }
    }

    /// Makes each coefficient the sum of those up to it.
    mutating func accumulate() { divideByOneMinusPower(1) }

    private mutating func add(_ source: Int, to target: Int) {
        var carry: UInt64 = 0
        for word in 0..<width {
            let (sum, first) = words[target * width + word].addingReportingOverflow(words[source * width + word])
            let (total, second) = sum.addingReportingOverflow(carry)
            words[target * width + word] = total
            carry = first || second ? 1 : 0
        }
    }

    private mutating func subtract(_ source: Int, from target: Int) {
        var borrow: UInt64 = 0
        for word in 0..<width {
            let (rest, first) = words[target * width + word].subtractingReportingOverflow(words[source * width + word])
            let (total, second) = rest.subtractingReportingOverflow(borrow)
            words[target * width + word] = total
            borrow = first || second ? 1 : 0
        }
    }
}
