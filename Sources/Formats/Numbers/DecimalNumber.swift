/// A decimal number as it is written, exactly: not yet rounded to a double, so that its point can still be shifted.
///
/// The text is `[+-] digits [. digits] [(e|E) [+-] digits]`. Digits stand on both sides of a point: `.5` and `5.` are no
/// numbers. Neither are texts with thousands separators or spaces, hexadecimals, `nan` and `inf`.
public struct DecimalNumber: Sendable {
    /// Whether a minus stands before it.
    public let isNegative: Bool
    /// The number, without its sign, is the digits of `significand` and then `tail`, times ten to the `exponent`.
    let significand: UInt64
    /// The digits from the twentieth on, as text; empty but for few numbers.
    let tail: [UInt8]
    let exponent: Int

    /// As many digits as `significand` holds, whatever they are.
    static var significandDigits: Int { 19 }
    /// The midpoint of two doubles has at most 767 digits; what follows can only say "and a bit more".
    static var tailLimit: Int { 767 - significandDigits }
    /// Further than the digits of any text in memory could bring back.
    static var exponentLimit: Int { 1 << 40 }

    /// The number that the whole of `text` is; nil where it is none. Allocates nothing for up to 19 digits.
    public init?(_ text: Span<UInt8>) {
        var index = 0
        let isNegative = Self.passSign(in: text, &index)
        var digits = Digits()
        guard digits.pass(in: text, &index, isFraction: false) else { return nil }
        if Self.pass(Byte.point, in: text, &index) {
            guard digits.pass(in: text, &index, isFraction: true) else { return nil }
        }
        var shift = 0
        if Self.pass(Byte.smallE, in: text, &index) || Self.pass(Byte.capitalE, in: text, &index) {
            let isDown = Self.passSign(in: text, &index)
            guard let written = Self.passExponent(in: text, &index) else { return nil }
            shift = isDown ? -written : written
        }
        guard index == text.count else { return nil }
        digits.close()
        self.isNegative = isNegative
        significand = digits.significand
        tail = digits.tail
        exponent = digits.exponent + shift
    }

    /// Steps over `byte` if it is next; whether it was.
    private static func pass(_ byte: UInt8, in text: Span<UInt8>, _ index: inout Int) -> Bool {
        guard index < text.count, text[index] == byte else { return false }
        index += 1
        return true
    }

    /// Steps over a sign, if one is next; whether it is a minus.
    private static func passSign(in text: Span<UInt8>, _ index: inout Int) -> Bool {
        if pass(Byte.minus, in: text, &index) { return true }
        _ = pass(Byte.plus, in: text, &index)
        return false
    }

    /// Steps over digits and gives the number they are, at most `exponentLimit`; nil where there is none.
    private static func passExponent(in text: Span<UInt8>, _ index: inout Int) -> Int? {
        let start = index
        var value = 0
        while index < text.count, let digit = Digits.value(of: text[index]) {
            value = min(10 * value + Int(digit), exponentLimit)
            index += 1
        }
        return index > start ? value : nil
    }
}

/// The digits of a number before they are one.
private struct Digits {
    private(set) var significand: UInt64 = 0
    private(set) var tail: [UInt8] = []
    private(set) var exponent = 0
    private var count = 0
    private var isInexact = false

    /// Steps over digits and takes them; whether there was one.
    mutating func pass(in text: Span<UInt8>, _ index: inout Int, isFraction: Bool) -> Bool {
        let start = index
        while index < text.count, let digit = Self.value(of: text[index]) {
            take(digit, isFraction: isFraction)
            index += 1
        }
        return index > start
    }

    /// Puts a 1 for all the digits that were left out, if they are more than nothing.
    mutating func close() {
        guard isInexact else { return }
        tail.append(Byte.zero + 1)
        exponent -= 1
    }

    static func value(of byte: UInt8) -> UInt8? {
        let digit = byte &- Byte.zero
        return digit < 10 ? digit : nil
    }

    private mutating func take(_ digit: UInt8, isFraction: Bool) {
        if count < DecimalNumber.significandDigits {
            significand = 10 * significand + UInt64(digit)
            if significand > 0 { count += 1 }
        } else if tail.count < DecimalNumber.tailLimit {
            tail.append(Byte.zero + digit)
        } else {
            isInexact = isInexact || digit > 0
            if !isFraction { exponent += 1 }
            return
        }
        if isFraction { exponent -= 1 }
    }
}
