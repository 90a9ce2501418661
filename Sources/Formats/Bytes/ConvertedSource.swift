internal import Glibc

/// A character set that is converted to UTF-8.
public enum CharacterSet: String, Hashable, Sendable {
    /// GB18030, and so GBK and GB 2312.
    case gb18030 = "GB18030"
    /// UTF-16 with a byte order mark, which is no text.
    case utf16 = "UTF-16"
}

/// A source of another character set as one of UTF-8, by the C library's converter.
public struct ConvertedSource<Base: ByteSource & ~Copyable>: ~Copyable, ByteSource {
    private var base: Base
    private let converter: Converter
    private let characterSet: CharacterSet
    private var input = [UInt8](repeating: 0, count: 1 << 16)
    private var pending = 0..<0
    private var offset = 0
    private var position = TextPosition(line: 1, column: 1)
    private var last: UInt8 = 0

    /// What `base` gives, converted. Throws `FormatsError.unknownCharacterSet` where the system has no converter.
    public init(_ base: consuming Base, from characterSet: CharacterSet) throws(FormatsError) {
        converter = try Converter(from: characterSet.rawValue)
        self.characterSet = characterSet
        self.base = base
    }

    /// Throws `FormatsError.undecodable` with the byte's offset, line and column, after all before it was given;
    /// and what the base throws.
    public mutating func read(into bytes: inout [UInt8], at range: Range<Int>) throws(FormatsError) -> Int {
        precondition(range.count >= ByteSourceLimit.leastRoom, "no room for a character")
        while true {
            if pending.isEmpty {
                guard try readBase() else { return 0 }
            }
            let step = converter.convert(input, pending, into: &bytes, at: range)
            pending = pending.lowerBound + step.consumed..<pending.upperBound
            offset += step.consumed
            if step.produced > 0 {
                let text = bytes.span.extracting(range.lowerBound..<range.lowerBound + step.produced)
                position = position.advanced(over: text, after: last)
                last = text[step.produced - 1]
                return step.produced
            }
            // A mark was read, and nothing else yet.
            if step.consumed > 0, pending.isEmpty { continue }
            // Nothing came out: either a character is cut by the block's end, or there is none.
            guard step.isIncomplete, try readBase() else {
                throw .undecodable(characterSet: characterSet.rawValue, offset: offset, position: position)
            }
        }
    }

    /// Reads a block behind what is pending; whether there was one.
    private mutating func readBase() throws(FormatsError) -> Bool {
        input.moveToStart(pending)
        pending = 0..<pending.count
        let count = try base.read(into: &input, at: pending.count..<input.count)
        pending = 0..<pending.count + count
        return count > 0
    }
}

/// A conversion of the C library, closed once.
@safe
struct Converter: ~Copyable {
    struct Step {
        var consumed: Int
        var produced: Int
        var isIncomplete: Bool
    }

    private let handle: iconv_t

    init(from characterSet: String) throws(FormatsError) {
        let opened = unsafe iconv_open("UTF-8", characterSet)
        // The C library's mark of failure is the pointer -1.
        guard let opened = unsafe opened, Int(bitPattern: opened) != -1 else {
            throw .unknownCharacterSet(characterSet)
        }
        unsafe handle = opened
    }

    deinit {
        unsafe iconv_close(handle)
    }

    /// Converts as much of `input[pending]` as fits into `bytes[range]`.
    func convert(_ input: [UInt8], _ pending: Range<Int>, into bytes: inout [UInt8], at range: Range<Int>) -> Step {
        var inputLeft = pending.count
        var roomLeft = range.count
        let code = unsafe input.withUnsafeBytes { all in
            unsafe bytes.withUnsafeMutableBytes { room in
                // iconv takes its input as writable, and does not write to it.
                let start = unsafe UnsafeRawBufferPointer(rebasing: all[pending]).baseAddress
                var from = unsafe UnsafeMutablePointer(mutating: start?.assumingMemoryBound(to: CChar.self))
                var to = unsafe UnsafeMutableRawBufferPointer(rebasing: room[range]).baseAddress?
                    .assumingMemoryBound(to: CChar.self)
                let result = unsafe iconv(handle, &from, &inputLeft, &to, &roomLeft)
                return result == -1 ? errno : 0
            }
        }
        return Step(
            consumed: pending.count - inputLeft, produced: range.count - roomLeft, isIncomplete: code == EINVAL)
    }
}
