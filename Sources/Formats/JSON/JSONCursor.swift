/// Goes through a JSON text (RFC 8259) in memory, value by value, and allocates nothing for what it passes.
///
///     var cursor = JSONCursor(bytes)
///     try cursor.object { key, cursor throws(JSONFault) in
///         if key == "value" { number = try cursor.scalar() } else { try cursor.skip() }
///     }
///
/// Each body must take or skip the one value that the cursor stands at.
public struct JSONCursor: Sendable {
    /// What a value is.
    public enum Kind: Hashable, Sendable {
        case object, array, text, number, word
    }

    /// The text's bytes, in UTF-8.
    public let bytes: [UInt8]
    /// The byte that the cursor stands at.
    public private(set) var offset = 0
    private var depth = 0

    /// How deep values may stand in each other.
    public static let depthLimit = 64

    /// A cursor at the text's start.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// What the next value is.
    ///
    /// - Throws: ``JSONFault`` where none follows.
    public mutating func kind() throws(JSONFault) -> Kind {
        passSpace()
        guard let peek else { throw JSONFault(offset, "no JSON value") }
        switch peek {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .text
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): return .word
        default: throw JSONFault(offset, "no JSON value")
        }
    }

    /// Goes through the members of an object, each at its value.
    ///
    /// - Throws: ``JSONFault`` where the text is no object.
    public mutating func object(
        _ body: (_ key: String, inout JSONCursor) throws(JSONFault) -> Void
    ) throws(JSONFault) {
        try begin(UInt8(ascii: "{"))
        passSpace()
        if take(UInt8(ascii: "}")) { return depth -= 1 }
        while true {
            let key = try text()
            passSpace()
            guard take(UInt8(ascii: ":")) else { throw JSONFault(offset, "no colon behind a key") }
            try body(key, &self)
            guard try goesOn(UInt8(ascii: "}")) else { return }
        }
    }

    /// Goes through the elements of an array, each with its index.
    ///
    /// - Throws: ``JSONFault`` where the text is no array.
    public mutating func array(
        _ body: (_ index: Int, inout JSONCursor) throws(JSONFault) -> Void
    ) throws(JSONFault) {
        var index = 0
        guard try beginArray() else { return }
        repeat {
            try body(index, &self)
            index += 1
        } while try nextElement()
    }

    /// Steps into an array, to its first element; false: it is empty, and passed.
    ///
    /// - Throws: ``JSONFault`` where the text is no array.
    public mutating func beginArray() throws(JSONFault) -> Bool {
        try begin(UInt8(ascii: "["))
        passSpace()
        guard take(UInt8(ascii: "]")) else { return true }
        depth -= 1
        return false
    }

    /// Steps to the array's next element; false: there is none, and the array is passed.
    ///
    /// - Throws: ``JSONFault`` where neither follows.
    public mutating func nextElement() throws(JSONFault) -> Bool { try goesOn(UInt8(ascii: "]")) }

    /// A text.
    ///
    /// - Throws: ``JSONFault`` where there is none.
    public mutating func text() throws(JSONFault) -> String {
        guard case .text = try kind() else { throw JSONFault(offset, "no text in quotes") }
        let start = offset + 1
        let hasEscapes = try passText()
        let content = bytes[start..<offset - 1]
        return hasEscapes
            ? try JSONEscapes.text(of: content, at: start) : String(decoding: content, as: UTF8.self)
    }

    /// Where the characters of a text, a number or a word stand; quotes are not among them. Nil: null.
    ///
    /// - Throws: ``JSONFault`` where there is an object or an array.
    public mutating func scalar() throws(JSONFault) -> Range<Int>? {
        switch try kind() {
        case .object, .array: throw JSONFault(offset, "a number or a text was expected")
        case .text:
            let start = offset + 1
            _ = try passText()
            return start..<offset - 1
        case .number, .word:
            let start = offset
            while let byte = peek, Self.isPlain(byte) { offset += 1 }
            let isNull = bytes[start..<offset].elementsEqual("null".utf8)
            return isNull ? nil : start..<offset
        }
    }

    /// Steps over a value, whatever it is.
    ///
    /// - Throws: ``JSONFault`` where it is cut.
    public mutating func skip() throws(JSONFault) {
        var open = 0
        repeat {
            passSpace()
            switch peek {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                open += 1
                offset += 1
                if depth + open > Self.depthLimit { throw JSONFault(offset, "values stand too deep in each other") }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard open > 0 else { throw JSONFault(offset, "no JSON value") }
                open -= 1
                offset += 1
            case UInt8(ascii: "\""): _ = try passText()
            case UInt8(ascii: ","), UInt8(ascii: ":"):
                guard open > 0 else { throw JSONFault(offset, "no JSON value") }
                offset += 1
            default: _ = try scalar()
            }
        } while open > 0
    }

    /// Makes sure that nothing follows the value.
    ///
    /// - Throws: ``JSONFault`` where something does.
    public mutating func finish() throws(JSONFault) {
        passSpace()
        if offset < bytes.count { throw JSONFault(offset, "text behind the JSON value") }
    }

    /// The place of a byte, counted anew at every call; for messages.
    public func position(of offset: Int) -> TextPosition {
        TextPosition(line: 1, column: 1).advanced(over: bytes.span.extracting(0..<min(offset, bytes.count)))
    }
}

extension JSONCursor {
    private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "E"),
            UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    private mutating func passSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        offset += 1
        return true
    }

    private mutating func begin(_ byte: UInt8) throws(JSONFault) {
        passSpace()
        guard take(byte) else {
            throw JSONFault(offset, byte == UInt8(ascii: "{") ? "an object was expected" : "an array was expected")
        }
        depth += 1
        if depth > Self.depthLimit { throw JSONFault(offset, "values stand too deep in each other") }
    }

    /// Whether another element follows; else the end was passed.
    private mutating func goesOn(_ end: UInt8) throws(JSONFault) -> Bool {
        passSpace()
        if take(UInt8(ascii: ",")) { return true }
        guard take(end) else { throw JSONFault(offset, "neither a comma nor the end of an object or array") }
        depth -= 1
        return false
    }

    /// Steps over a text in quotes; whether it has escapes.
    private mutating func passText() throws(JSONFault) -> Bool {
        let start = offset
        offset += 1
        var hasEscapes = false
        while let byte = peek {
            offset += 1
            if byte == UInt8(ascii: "\"") { return hasEscapes }
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                offset += 1
            }
        }
        throw JSONFault(start, "a quote that is never closed")
    }
}

/// What is wrong with a JSON text, and at which byte.
public struct JSONFault: Error, Hashable, Sendable {
    /// The byte, from 0.
    public let offset: Int
    /// What is wrong.
    public let message: String

    init(_ offset: Int, _ message: String) {
        self.offset = offset
        self.message = message
    }

    /// A fault at a byte.
    public init(at offset: Int, _ message: String) {
        self.init(offset, message)
    }
}

/// The escapes of JSON texts.
enum JSONEscapes {
    private static let letters: [UInt8: UInt8] = [
        UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
        UInt8(ascii: "/"): UInt8(ascii: "/"), UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10,
        UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9,
    ]

    /// The text that some characters mean; `start` is where they stand.
    static func text(of content: ArraySlice<UInt8>, at start: Int) throws(JSONFault) -> String {
        var units: [UInt16] = []
        var plain: [UInt8] = []
        var index = content.startIndex
        func flush() {
            units += Array(String(decoding: plain, as: UTF8.self).utf16)
            plain = []
        }
        while index < content.endIndex {
            guard content[index] == UInt8(ascii: "\\"), index + 1 < content.endIndex else {
                plain.append(content[index])
                index += 1
                continue
            }
            let letter = content[index + 1]
            if let meant = letters[letter] {
                plain.append(meant)
                index += 2
            } else if letter == UInt8(ascii: "u"), index + 6 <= content.endIndex,
                let unit = UInt16(String(decoding: content[index + 2..<index + 6], as: UTF8.self), radix: 16)
            {
                flush()
                units.append(unit)
                index += 6
            } else {
                throw JSONFault(index, "an escape that JSON does not have")
            }
        }
        flush()
        return String(decoding: units, as: UTF16.self)
    }
}
