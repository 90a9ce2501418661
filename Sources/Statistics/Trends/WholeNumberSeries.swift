/// A power series in q, cut off after some terms, whose coefficients are whole numbers modulo 2⁶⁴ʷ.
///
/// Products with 1 − qᵃ and quotients by it are exact modulo 2⁶⁴ʷ. So coefficients that fit in the end are right,
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

/// A whole number of a fixed count of 64-bit words, least first; sums and products wrap around.
struct WholeNumber: Comparable {
    private var words: [UInt64]

    /// Makes a number of its words, least first.
    init(words: some Sequence<UInt64>) { self.words = Array(words) }

    /// Adds a number of as many words.
    mutating func add(_ other: WholeNumber) {
        var carry = false
        for index in words.indices {
            let (sum, first) = words[index].addingReportingOverflow(other.words[index])
            let (total, second) = sum.addingReportingOverflow(carry ? 1 : 0)
            words[index] = total
            carry = first || second
        }
    }

    /// The product with a small number.
    func multiplied(by factor: UInt64) -> WholeNumber {
        var product = self
        var carry: UInt64 = 0
        for index in words.indices {
            let (high, low) = words[index].multipliedFullWidth(by: factor)
            let (sum, overflow) = low.addingReportingOverflow(carry)
            product.words[index] = sum
            carry = high &+ (overflow ? 1 : 0)
        }
        return product
    }

    /// The quotient by a number of as many words, to a few ulp.
    func ratio(to other: WholeNumber) -> Double { leading(like: other) / other.leading(like: other) }

    static func < (left: WholeNumber, right: WholeNumber) -> Bool {
        for index in left.words.indices.reversed() where left.words[index] != right.words[index] {
            return left.words[index] < right.words[index]
        }
        return false
    }

    /// The number over the power of two at which the other's leading word stands.
    private func leading(like other: WholeNumber) -> Double {
        let top = other.words.lastIndex { $0 != 0 } ?? 0
        return words.prefix(through: top).reduce(0) { $0 * 0x1p-64 + Double($1) }
    }
}
