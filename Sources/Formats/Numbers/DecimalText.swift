/// Appends the shortest text from which `value` is read back, by `DecimalNumber`, Prometheus and OpenMetrics alike.
///
/// Plain from 1e-6 to below 1e21, as `1.5e-7` and `1e21` outside; integers without a point, and a negative zero is 0.
/// `value` must be finite. Allocates nothing but room in `bytes`.
public func appendDecimal(_ value: Double, to bytes: inout [UInt8]) {
    precondition(value.isFinite, "only finite numbers have decimal digits")
    if value < 0 { bytes.append(Byte.minus) }
    let magnitude = value.magnitude
    if magnitude < 0x1p53, magnitude == magnitude.rounded(.towardZero) {
        bytes.append(digitsOf: UInt64(magnitude))
        return
    }
    if (1e-4..<0x1p53).contains(magnitude) {
        // What the standard library writes of such a number is the text.
        var text = ASCIIText()
        swap(&bytes, &text.bytes)
        magnitude.write(to: &text)
        swap(&bytes, &text.bytes)
        return
    }
    let decimal = ShortestDecimal(magnitude)
    if (1e-6..<1e21).contains(magnitude) {
        bytes.append(plain: decimal)
    } else {
        bytes.append(scientific: decimal, exponentDigits: 1)
    }
}

/// Bytes to which the standard library appends a number's digits without a String.
private struct ASCIIText: TextOutputStream {
    var bytes: [UInt8] = []

    mutating func write(_ string: String) { bytes.append(contentsOf: string.utf8) }

    mutating func _writeASCII(_ buffer: UnsafeBufferPointer<UInt8>) { unsafe bytes.append(contentsOf: buffer) }
}

extension Double {
    /// The shortest text from which the number is read back, as `appendDecimal` writes it. The number must be finite.
    public var decimalText: String {
        var bytes: [UInt8] = []
        appendDecimal(self, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension [UInt8] {
    /// Appends `bound` as a bucket's `le`, always with a point or an exponent, like the canonical numbers of OpenMetrics 1.0.
    /// Examples: `1.0`, `0.005`, `1e-05` and `1e+06`. `bound` must be finite.
    mutating func append(bucketBound bound: Double) {
        precondition(bound.isFinite, "a bound is a finite number")
        if bound < 0 { append(Byte.minus) }
        guard bound != 0 else { return append(contentsOf: "0.0".utf8) }
        let decimal = ShortestDecimal(bound.magnitude)
        guard (-3...6).contains(decimal.point) else {
            return append(scientific: decimal, exponentDigits: 2)
        }
        append(plain: decimal)
        if decimal.count <= decimal.point {
            append(Byte.point)
            append(Byte.zero)
        }
    }

    /// Appends `value` in decimal.
    mutating func append(digitsOf value: UInt64) {
        var digits = InlineArray<20, UInt8>(repeating: Byte.zero)
        var rest = value
        var start = 20
        repeat {
            start -= 1
            digits[start] = Byte.zero + UInt8(rest % 10)
            rest /= 10
        } while rest > 0
        append(digits.span.extracting(start..<20))
    }

    fileprivate mutating func append(plain decimal: ShortestDecimal) {
        let point = decimal.point
        if point <= 0 {
            append(Byte.zero)
            append(Byte.point)
            append(contentsOf: repeatElement(Byte.zero, count: -point))
            append(decimal.digits.span.extracting(0..<decimal.count))
        } else if point >= decimal.count {
            append(decimal.digits.span.extracting(0..<decimal.count))
            append(contentsOf: repeatElement(Byte.zero, count: point - decimal.count))
        } else {
            append(decimal.digits.span.extracting(0..<point))
            append(Byte.point)
            append(decimal.digits.span.extracting(point..<decimal.count))
        }
    }

    /// As `1.5e-7`; with two digits of the exponent as `1.5e-07` and, above, with its plus.
    fileprivate mutating func append(scientific decimal: ShortestDecimal, exponentDigits: Int) {
        append(decimal.digits[0])
        if decimal.count > 1 {
            append(Byte.point)
            append(decimal.digits.span.extracting(1..<decimal.count))
        }
        append(Byte.smallE)
        let exponent = decimal.point - 1
        if exponent < 0 { append(Byte.minus) }
        if exponentDigits == 2 {
            if exponent >= 0 { append(Byte.plus) }
            if exponent.magnitude < 10 { append(Byte.zero) }
        }
        append(digitsOf: UInt64(exponent.magnitude))
    }
}
