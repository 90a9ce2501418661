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
