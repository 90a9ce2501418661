/// The fewest decimal digits from which a double can be read back: 0.d₁d₂d₃… times ten to the `point`.
///
/// They are those of the standard library's `description`, taken without a String.
struct ShortestDecimal {
    /// The digits, as ASCII, without zeros at the end.
    private(set) var digits = InlineArray<17, UInt8>(repeating: Byte.zero)
    private(set) var count = 0
    private(set) var point = 0

    /// The digits of `magnitude`, which is finite and above zero.
    init(_ magnitude: Double) {
        var text = ShortText()
        magnitude.write(to: &text)
        var hasPoint = false
        var index = 0
        while index < text.count, text.bytes[index] != Byte.smallE {
            take(text.bytes[index], hasPoint: &hasPoint)
            index += 1
        }
        point += text.number(from: index + 1)
        while count > 0, digits[count - 1] == Byte.zero { count -= 1 }
    }

    private mutating func take(_ byte: UInt8, hasPoint: inout Bool) {
        if byte == Byte.point {
            hasPoint = true
        } else if byte == Byte.zero, count == 0 {
            if hasPoint { point -= 1 }
        } else {
            if count < 17 {
                digits[count] = byte
                count += 1
            }
            if !hasPoint { point += 1 }
        }
    }
}

/// A text of a few ASCII bytes, on the stack.
private struct ShortText: TextOutputStream {
    private(set) var bytes = InlineArray<32, UInt8>(repeating: 0)
    private(set) var count = 0

    mutating func write(_ string: String) {
        for byte in string.utf8 { append(byte) }
    }

    /// What the standard library calls with a number's digits; where it does not, it calls `write`.
    mutating func _writeASCII(_ buffer: UnsafeBufferPointer<UInt8>) {
        for index in buffer.indices { append(unsafe buffer[index]) }
    }

    /// The integer, with its sign, from `start` on; 0 where there is none.
    func number(from start: Int) -> Int {
        var value = 0
        var index = start
        while index < count {
            let digit = bytes[index] &- Byte.zero
            if digit < 10 { value = 10 * value + Int(digit) }
            index += 1
        }
        return start < count && bytes[start] == Byte.minus ? -value : value
    }

    private mutating func append(_ byte: UInt8) {
        bytes[count] = byte
        count += 1
    }
}
