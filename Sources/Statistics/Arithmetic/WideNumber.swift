internal import Glibc

/// A number of about 106 significant bits and an exponent without limits that matter.
///
/// Gaps are worked out in it: no intermediate result overflows or vanishes, and differences of computed levels keep their
/// digits. It is a pair of doubles, as in Dekker (1971) and Hida, Li & Bailey (2001), times a power of two.
struct WideNumber {
    /// 0, or of a magnitude from 1 to below 2.
    private let high: Double
    private let low: Double
    private let exponent: Int

    /// A finite double, exactly.
    init(_ value: Double) {
        self.init(high: value.isZero ? 0 : value.significand, low: 0, exponent: value.isZero ? 0 : Int(value.exponent))
        if value < 0 { self = -self }
    }

    /// A whole number.
    init(_ value: Int) { self.init(Double(value)) }

    private init(high: Double, low: Double, exponent: Int) {
        let sum = high + low
        guard sum != 0 else {
            (self.high, self.low, self.exponent) = (0, 0, 0)
            return
        }
        let shift = Int(sum.exponent)
        let unit = Double(sign: .plus, exponent: -shift, significand: 1)
        self.high = sum * unit
        self.low = (low - (sum - high)) * unit
        self.exponent = exponent + shift
    }

    /// The nearest double; nil beyond its range.
    var double: Double? {
        guard exponent >= -1100 else { return 0 }
        return exponent > 1023 ? nil : Double(sign: .plus, exponent: exponent, significand: high).finite
    }

    /// The magnitude.
    var magnitude: WideNumber { high < 0 ? -self : self }
    /// Whether the number is 0.
    var isZero: Bool { high == 0 }
    /// Whether the number is above 0.
    var isPositive: Bool { high > 0 }
    /// Whether the number is below 0.
    var isNegative: Bool { high < 0 }
}

extension WideNumber: Comparable, ExpressibleByFloatLiteral {
    init(floatLiteral value: Double) { self.init(value) }

    static prefix func - (number: Self) -> Self {
        Self(high: -number.high, low: -number.low, exponent: number.exponent)
    }

    static func + (left: Self, right: Self) -> Self {
        if left.isZero { return right }
        if right.isZero { return left }
        guard left.exponent >= right.exponent else { return right + left }
        let distance = left.exponent - right.exponent
        guard distance < 220 else { return left }
        let unit = Double(sign: .plus, exponent: -distance, significand: 1)
        let sum = left.high + right.high * unit
        let part = sum - left.high
        let error = (left.high - (sum - part)) + (right.high * unit - part)
        let lows = left.low + right.low * unit
        let lowPart = lows - left.low
        let lowError = (left.low - (lows - lowPart)) + (right.low * unit - lowPart)
        let tail = error + lows
        let upper = sum + tail
        return Self(high: upper, low: (tail - (upper - sum)) + lowError, exponent: left.exponent)
    }

    static func - (left: Self, right: Self) -> Self { left + -right }

    static func * (left: Self, right: Self) -> Self {
        let product = left.high * right.high
        let error = (-product).addingProduct(left.high, right.high)
        return Self(
            high: product, low: error + (left.high * right.low + left.low * right.high),
            exponent: left.exponent + right.exponent)
    }

    /// The quotient by a number that is not 0.
    static func / (left: Self, right: Self) -> Self {
        let first = left.high / right.high
        let rest = left.high.addingProduct(-first, right.high) + (left.low - first * right.low)
        return Self(high: first, low: rest / right.high, exponent: left.exponent - right.exponent)
    }

    static func == (left: Self, right: Self) -> Bool { (left - right).isZero }
    static func < (left: Self, right: Self) -> Bool { (left - right).isNegative }
}

extension WideNumber {
    /// The number to a whole power, by repeated squaring.
    func raised(to power: Int) -> WideNumber {
        var (result, square, rest) = (WideNumber(1), self, power)
        while rest > 0 {
            if !rest.isMultiple(of: 2) { result = result * square }
            square = square * square
            rest /= 2
        }
        return result
    }

    /// The natural logarithm of a positive number, to a few ulp also next to 1.
    var logarithm: Double {
        if exponent == 0 || exponent == -1, let excess = (self - 1.0).double { return log1p(excess) }
        return Double(exponent) * Self.ln2 + log(high)
    }

    /// e to a power.
    static func exponential(_ power: Double) -> WideNumber {
        let exponent = (power / ln2).rounded()
        let rest = (power - exponent * ln2High) - exponent * ln2Low
        return Self(high: exp(rest), low: 0, exponent: Int(exponent))
    }

    /// e to a power, less 1.
    static func exponentialLessOne(_ power: Double) -> WideNumber {
        abs(power) < 700 ? WideNumber(expm1(power)) : exponential(power) - 1.0
    }

    private static let ln2 = 0.6931471805599453
    /// ln 2 in two parts, the first short enough for products with exponents to be exact (Cody & Waite 1980).
    private static let ln2High = 0x1.62e42feep-1
    private static let ln2Low = 0x1.a39ef35793c76p-33
}
