internal import Glibc

extension DecimalNumber {
    /// The double nearest to this number times ten to the `powerOfTen`, ties to even; nil where that is not finite.
    ///
    /// The point is shifted before the one rounding, so `3244923.3` shifted by 4 and `324.49233` by 8 are equal. A zero is
    /// never negative, and what is too small for a double is zero.
    public func double(shiftedBy powerOfTen: Int = 0) -> Double? {
        guard significand > 0 else { return 0 }
        let limit = Self.exponentLimit
        let exponent = self.exponent + min(max(powerOfTen, -limit), limit)
        let magnitude = exactly(exponent) ?? rounded(exponent)
        guard magnitude.isFinite else { return nil }
        return isNegative && magnitude > 0 ? -magnitude : magnitude
    }

    /// Without its sign, where one operation on two exact doubles gives it rounded once (Clinger, 1990).
    private func exactly(_ exponent: Int) -> Double? {
        let powers = Self.exactPowers
        guard tail.isEmpty, significand <= 1 << 53, exponent.magnitude < powers.count else { return nil }
        let power = powers[Int(exponent.magnitude)]
        return exponent < 0 ? Double(significand) / power : Double(significand) * power
    }

    /// Without its sign, by the C library, from a text without a point and so without a locale.
    private func rounded(_ exponent: Int) -> Double {
        // The greatest double is below 1e309, and half of the least above 1e-324.
        let digits = significand.decimalDigits + tail.count
        if digits + exponent > 310 { return .infinity }
        if digits + exponent < -330 { return 0 }
        let capacity = 20 + tail.count + 8
        return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { room in
            var text = unsafe OutputSpan(buffer: room, initializedCount: 0)
            text.append(digitsOf: significand)
            for index in tail.indices { text.append(tail[index]) }
            text.append(Byte.smallE)
            if exponent < 0 { text.append(Byte.minus) }
            text.append(digitsOf: UInt64(exponent.magnitude))
            text.append(0)
            _ = unsafe text.finalize(for: room)
            return unsafe room.withMemoryRebound(to: CChar.self) { text in
                guard let start = text.baseAddress else { return 0 }
                return unsafe strtod(start, nil)
            }
        }
    }

    /// The powers of ten that are doubles exactly.
    static let exactPowers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
}

extension UInt64 {
    /// The number of its decimal digits, at least 1.
    var decimalDigits: Int {
        var count = 1
        var rest = self / 10
        while rest > 0 {
            count += 1
            rest /= 10
        }
        return count
    }
}

extension OutputSpan<UInt8> {
    /// Appends `value` in decimal.
    mutating func append(digitsOf value: UInt64) {
        var power: UInt64 = 1
        while value / power >= 10 { power *= 10 }
        while power > 0 {
            append(Byte.zero + UInt8(value / power % 10))
            power /= 10
        }
    }
}
