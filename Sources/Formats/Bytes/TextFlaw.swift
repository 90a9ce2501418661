/// A byte that has no place in a UTF-8 text of ours.
enum TextFlaw: Equatable {
    /// NUL, at this offset.
    case nul(at: Int)
    /// The first byte of what is no UTF-8 character, at this offset.
    case invalidUTF8(at: Int)

    /// The first flaw of `text[range]`; nil where there is none.
    ///
    /// UTF-8 as in the Unicode Standard, table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF.
    static func first(in text: Span<UInt8>, _ range: Range<Int>) -> TextFlaw? {
        var index = range.lowerBound
        let end = range.upperBound
        while index < end {
            let byte = text[index]
            if byte >= 0x80 {
                let length = sequenceLength(in: text, at: index, before: end)
                guard length > 0 else { return .invalidUTF8(at: index) }
                index += length
            } else if byte == 0 {
                return .nul(at: index)
            } else {
                index += 1
                while index &+ 8 <= end, isPlain(text, at: index) { index &+= 8 }
            }
        }
        return nil
    }

    /// Whether the eight bytes at `index` are ASCII without NUL.
    private static func isPlain(_ text: Span<UInt8>, at index: Int) -> Bool {
        let word = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
        // A borrow out of a zero byte sets its top bit, and so does a byte of 0x80 or more.
        return ((word &- 0x0101_0101_0101_0101) | word) & 0x8080_8080_8080_8080 == 0
    }

    /// The length of the well-formed character of two to four bytes at `index`; 0 where there is none.
    private static func sequenceLength(in text: Span<UInt8>, at index: Int, before end: Int) -> Int {
        func continues(_ offset: Int, _ allowed: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            index + offset < end && allowed.contains(text[index + offset])
        }
        let second: ClosedRange<UInt8>
        let length: Int
        switch text[index] {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return 0
        }
        guard continues(1, second), length < 3 || continues(2), length < 4 || continues(3) else { return 0 }
        return length
    }
}
