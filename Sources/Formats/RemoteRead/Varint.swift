extension [UInt8] {
    /// Appends a number in groups of seven bits, the least first, as protobuf and Snappy write numbers.
    mutating func append(varint number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }

    /// The number at a position, which moves behind it; nil where the bytes end, or it has more than 64 bits.
    func varint(at position: inout Int) -> UInt64? {
        var number: UInt64 = 0
        for shift in stride(from: 0, through: 63, by: 7) {
            guard position < count else { return nil }
            let byte = self[position]
            position += 1
            if shift == 63, byte > 1 { return nil }
            number |= UInt64(byte & 0x7F) << UInt64(shift)
            if byte < 0x80 { return number }
        }
        return nil
    }
}
