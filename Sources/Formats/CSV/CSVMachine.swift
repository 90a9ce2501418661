// On the hot path: benchmark `record` in Benchmarks/.

/// Finds the fields of one row in bytes that come in pieces, by the grammar of RFC 4180.
///
/// It cannot fail: whatever the bytes are, they make rows, and the first fault is noted beside them. It allocates
/// nothing a row, and the result is the same wherever the pieces are cut. All offsets count from the row's first byte.
struct CSVMachine {
    enum State: UInt8 {
        case bare
        case quoted
        /// After a quote inside quotes, which closes the field unless the next byte is a quote too.
        case closing
    }

    struct Fault {
        var kind: CSVFault.Kind
        var offset: Int
    }

    /// The fields found so far.
    private(set) var fields: [CSVField] = []
    /// The bytes of the row looked at so far; after its end, those up to and with the line's end.
    private(set) var position = 0
    /// The bytes of the row without its line's end, once that is found.
    private(set) var length = 0
    /// The line ends inside quotes.
    private(set) var innerLineEnds = 0
    /// The first fault of the quotes.
    private(set) var fault: Fault?
    /// Whether some byte in or just after the row is NUL or not ASCII.
    private(set) var isSuspect = false
    /// Whether a field holds doubled quotes.
    private(set) var hasEscapes = false
    /// Whether the row ended at a CR, whose LF may follow.
    private(set) var endedAtReturn = false
    /// Whether some of the row's bytes were dropped.
    private(set) var isCut = false

    private let separator: UInt8
    private var state = State.bare
    private var isEscaped = false
    private var fieldStart = 0
    private var closingQuote = 0
    private var lastReturn = -2

    init(separator: CSVSeparator = .comma) {
        self.separator = separator.rawValue
        fields.reserveCapacity(32)
    }

    /// Whether the row has no bytes but its line's end.
    var isBlank: Bool { length == 0 && !isCut }

    /// Forgets the row, for the next.
    mutating func reset() {
        fields.removeAll(keepingCapacity: true)
        position = 0
        length = 0
        innerLineEnds = 0
        fault = nil
        isSuspect = false
        hasEscapes = false
        endedAtReturn = false
        isCut = false
        state = .bare
        isEscaped = false
        fieldStart = 0
        lastReturn = -2
    }

    /// Forgets the row's first `count` bytes, all that were looked at: the row can't be told any more, but its end can.
    mutating func drop(_ count: Int) {
        fields.removeAll(keepingCapacity: true)
        position -= count
        fieldStart -= count
        closingQuote -= count
        lastReturn -= count
        isCut = true
    }

    /// Lets the text of field `index` be elsewhere.
    mutating func relocate(_ index: Int, to text: Range<Int>) {
        fields[index].lower = UInt32(text.lowerBound)
        fields[index].upper = UInt32(text.upperBound)
    }

    /// Looks on from `position` in the row that starts at `start`; whether its end was found before `end`.
    ///
    /// `bytes` must go on for 16 bytes after `end`, whatever these are.
    mutating func scan(_ bytes: borrowing [UInt8], from start: Int, to end: Int) -> Bool {
        let count = end - start
        let text = bytes.span
        let raw = unsafe text.bytes
        let separators = SIMD16<UInt8>(repeating: separator)
        var block = position
        while block < count {
            let offset = start &+ block
            let vector = unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
            var marks = Marks(vector, separators, limit: count &- block)
            isSuspect = isSuspect || marks.isSuspect
            while let index = marks.next() {
                if take(text[offset &+ index], at: block &+ index) { return true }
            }
            block &+= 16
        }
        position = count
        return false
    }

    /// Ends the row where the file ends; whether there is a row.
    mutating func finish() -> Bool {
        guard position > 0 || isCut else { return false }
        switch state {
        case .bare: break
        case .quoted: note(.unterminatedQuote, at: fieldStart)
        case .closing where position != closingQuote + 1: note(.textAfterClosingQuote, at: closingQuote + 1)
        case .closing: break
        }
        endField(at: position)
        length = position
        return true
    }

    /// Takes a separator, a quote or a line's end; whether the row ends here.
    private mutating func take(_ byte: UInt8, at offset: Int) -> Bool {
        if state == .quoted {
            takeQuoted(byte, at: offset)
            return false
        }
        if state == .closing {
            if offset != closingQuote &+ 1 {
                note(.textAfterClosingQuote, at: closingQuote + 1)
                state = .bare
            } else if byte == Byte.quote {
                state = .quoted
                isEscaped = true
                return false
            }
        }
        if byte == separator {
            endField(at: offset)
            fieldStart = offset &+ 1
            return false
        }
        if byte == Byte.quote {
            if offset == fieldStart {
                state = .quoted
            } else {
                note(.quoteInBareField, at: offset)
            }
            return false
        }
        endField(at: offset)
        endedAtReturn = byte == Byte.carriageReturn
        length = offset
        position = offset &+ 1
        return true
    }

    private mutating func takeQuoted(_ byte: UInt8, at offset: Int) {
        switch byte {
        case Byte.quote:
            state = .closing
            closingQuote = offset
        case Byte.carriageReturn:
            innerLineEnds += 1
            lastReturn = offset
        case Byte.lineFeed:
            if lastReturn != offset - 1 { innerLineEnds += 1 }
        default:
            break
        }
    }

    private mutating func endField(at end: Int) {
        if !isCut {
            let start = UInt32(truncatingIfNeeded: fieldStart)
            if state == .closing {
                let upper = UInt32(truncatingIfNeeded: closingQuote)
                let form = isEscaped ? CSVField.Form.escaped : .quoted
                fields.append(CSVField(start: start, lower: start &+ 1, upper: upper, form: form))
                hasEscapes = hasEscapes || isEscaped
            } else {
                let upper = UInt32(truncatingIfNeeded: end)
                fields.append(CSVField(start: start, lower: start, upper: upper, form: .bare))
            }
        }
        state = .bare
        isEscaped = false
    }

    private mutating func note(_ kind: CSVFault.Kind, at offset: Int) {
        if fault == nil { fault = Fault(kind: kind, offset: offset) }
    }
}

extension CSVMachine {
    /// Where separators, quotes and line ends are among 16 bytes, as one bit a byte.
    private struct Marks {
        private var low: UInt64
        private var high: UInt64
        /// Whether some byte is NUL or not ASCII.
        let isSuspect: Bool

        /// The marks among the first `limit` of `bytes`; `separators` is the separator sixteen times.
        @inline(__always)
        init(_ bytes: SIMD16<UInt8>, _ separators: SIMD16<UInt8>, limit: Int) {
            let found =
                Self.bits(of: separators, in: bytes) | Self.bits(of: Byte.quote, in: bytes)
                | Self.bits(of: Byte.lineFeed, in: bytes) | Self.bits(of: Byte.carriageReturn, in: bytes)
            let bits = found & SIMD2(repeating: 0x8080_8080_8080_8080)
            // NUL and what is not ASCII are the bytes that are not positive as signed numbers.
            let odd = unsafe unsafeBitCast(bytes, to: SIMD16<Int8>.self) .<= SIMD16<Int8>(repeating: 0)
            let words = unsafe unsafeBitCast(odd, to: SIMD2<UInt64>.self)
            isSuspect = words.x | words.y != 0
            // Swift's shifts by 64 and more give 0, by less than 0 shift the other way.
            low = limit < 8 ? bits.x & (1 << UInt64(8 * limit) &- 1) : bits.x
            high = limit < 16 ? bits.y & (1 << UInt64(8 * max(limit - 8, 0)) &- 1) : bits.y
        }

        /// All ones where `byte` is among `bytes`. In Swift 6.3 two vectors compare in one instruction, but a vector and
        /// a scalar, or a union of masks, take a loop.
        @inline(__always)
        private static func bits(of byte: UInt8, in bytes: SIMD16<UInt8>) -> SIMD2<UInt64> {
            bits(of: SIMD16<UInt8>(repeating: byte), in: bytes)
        }

        @inline(__always)
        private static func bits(of wanted: SIMD16<UInt8>, in bytes: SIMD16<UInt8>) -> SIMD2<UInt64> {
            let mask = bytes .== wanted
            return unsafe unsafeBitCast(mask, to: SIMD2<UInt64>.self)
        }

        /// The next mark's index, in order.
        @inline(__always)
        mutating func next() -> Int? {
            if low != 0 {
                defer { low &= low &- 1 }
                return low.trailingZeroBitCount >> 3
            }
            if high != 0 {
                defer { high &= high &- 1 }
                return 8 + high.trailingZeroBitCount >> 3
            }
            return nil
        }
    }
}
