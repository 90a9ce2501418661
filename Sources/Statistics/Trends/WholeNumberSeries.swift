/// A power series in q, cut off after some terms, whose coefficients are whole numbers modulo 2⁶⁴ʷ.
///
/// Products with 1 − qᵃ and quotients by it are exact modulo 2⁶⁴ʷ. So coefficients that fit in the end are right,
/// whatever wraps around on the way.
struct WholeNumberSeries {
    /// How many coefficients there are.
    let terms: Int
    private let width: Int
    private var limbs: [UInt64]

    /// The series 1, for coefficients of at most so many bits.
    init(terms: Int, bits: Int) {
        self.terms = terms
        width = (bits + 63) / 64
        limbs = [UInt64](repeating: 0, count: terms * width)
        limbs[0] = 1
    }

    /// The coefficient of a power of q.
    subscript(power: Int) -> WholeNumber { WholeNumber(limbs: limbs[power * width..<(power + 1) * width]) }

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
        for limb in 0..<width {
            let (sum, first) = limbs[target * width + limb].addingReportingOverflow(limbs[source * width + limb])
            let (total, second) = sum.addingReportingOverflow(carry)
            limbs[target * width + limb] = total
            carry = first || second ? 1 : 0
        }
    }

    private mutating func subtract(_ source: Int, from target: Int) {
        var borrow: UInt64 = 0
        for limb in 0..<width {
            let (rest, first) = limbs[target * width + limb].subtractingReportingOverflow(limbs[source * width + limb])
            let (total, second) = rest.subtractingReportingOverflow(borrow)
            limbs[target * width + limb] = total
            borrow = first || second ? 1 : 0
        }
    }
}

/// A whole number of a fixed count of limbs of 64 bits, the least first; sums and products wrap around.
struct WholeNumber: Comparable {
    private var limbs: [UInt64]

    /// A number of these limbs, the least first.
    init(limbs: some Sequence<UInt64>) { self.limbs = Array(limbs) }

    /// Adds a number of as many limbs.
    mutating func add(_ other: WholeNumber) {
        var carry = false
        for index in limbs.indices {
            let (sum, first) = limbs[index].addingReportingOverflow(other.limbs[index])
            let (total, second) = sum.addingReportingOverflow(carry ? 1 : 0)
            limbs[index] = total
            carry = first || second
        }
    }

    /// The product with a small number.
    func multiplied(by factor: UInt64) -> WholeNumber {
        var product = self
        var carry: UInt64 = 0
        for index in limbs.indices {
            let (high, low) = limbs[index].multipliedFullWidth(by: factor)
            let (sum, overflow) = low.addingReportingOverflow(carry)
            product.limbs[index] = sum
            carry = high &+ (overflow ? 1 : 0)
        }
        return product
    }

    /// The quotient by a number of as many limbs, to a few ulp.
    func ratio(to other: WholeNumber) -> Double { leading(like: other) / other.leading(like: other) }

    static func < (left: WholeNumber, right: WholeNumber) -> Bool {
        for index in left.limbs.indices.reversed() where left.limbs[index] != right.limbs[index] {
            return left.limbs[index] < right.limbs[index]
        }
        return false
    }

    /// The number over the power of two at which the other's leading limb stands.
    private func leading(like other: WholeNumber) -> Double {
        let top = other.limbs.lastIndex { $0 != 0 } ?? 0
        return limbs.prefix(through: top).reduce(0) { $0 * 0x1p-64 + Double($1) }
    }
}
