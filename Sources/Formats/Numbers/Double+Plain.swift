// On the hot path: benchmarks `record` and `forms` in Benchmarks/.

extension Double {
    /// The number that a short and plain text is, such as `-12.5`, its point shifted; nil for any other, which `DecimalNumber` reads.
    ///
    /// It is the double that `DecimalNumber` gives: digits up to 2⁵³ and a power of ten up to 22 are exact. So one operation
    /// rounds once (Clinger, 1990). A zero is never negative.
    public init?(plain text: Span<UInt8>, shiftedBy powerOfTen: Int = 0) {
        let count = text.count
        // Digits of so short a text fit into 64 bits, whatever they are.
        guard count > 0, count < 19 else { return nil }
        let isNegative = text[0] == Byte.minus
        let first = isNegative ? 1 : 0
        var significand: UInt64 = 0
        var point = -1
        for index in first..<count {
            let byte = text[index]
            let digit = byte &- Byte.zero
            if digit < 10 {
                significand = 10 &* significand &+ UInt64(digit)
            } else if byte == Byte.point, point < 0, index > first {
                point = index
            } else {
                return nil
            }
        }
        guard count > first, point < count - 1, significand <= 1 << 53 else { return nil }
        let exponent = powerOfTen - (point < 0 ? 0 : count - 1 - point)
        let powers = DecimalNumber.exactPowers
        guard exponent.magnitude < powers.count else { return nil }
        let power = powers[Int(exponent.magnitude)]
        let magnitude = exponent < 0 ? Double(significand) / power : Double(significand) * power
        self = isNegative && significand > 0 ? -magnitude : magnitude
    }
}
