// On the hot path: benchmark `forms` in Benchmarks/.

/// Reads a file of XML a token at a time: what workbooks are made of, and no more.
///
/// Names lose their prefixes. A document type, and with it every entity but the five that are always there, is refused.
struct XMLReader: ~Copyable {
    enum Event {
        case start, end, text
    }

    /// An attribute of the element that starts: where its name and its value stand in the bytes.
    private struct Attribute {
        var name: Range<Int>
        var value: Range<Int>
    }

    private var source: ZipEntrySource
    private let file: String
    private var bytes = [UInt8](repeating: 0, count: 1 << 16)
    /// The bytes that were read and are not yet taken.
    private var pending = 0..<0
    private var isAtEnd = false
    private var name = 0..<0
    private var content = 0..<0
    private var isLiteral = false
    private var attributes: [Attribute] = []
    /// Whether the element that started has ended too.
    private var endsAtOnce = false
    private var depth = 0

    /// As many bytes as a tag or a text may have: of a cell at most 32,767 characters.
    private static let tokenLimit = 1 << 22
    private static let depthLimit = 256

    init(_ source: consuming ZipEntrySource, file: String) throws(FormatsError) {
        self.source = source
        self.file = file
        try fill()
        if pending.count > 1, bytes[0] == 0xFE || bytes[0] == 0xFF { throw fault("is UTF-16, which is not read") }
        if pending.count > 2, bytes[0] == 0xEF, bytes[1] == 0xBB { pending = 3..<pending.upperBound }
    }

    /// The next start or end of an element, or text between them; nil behind the last element.
    mutating func next() throws(FormatsError) -> Event? {
        if endsAtOnce {
            endsAtOnce = false
            depth -= 1
            return .end
        }
        while true {
            guard let first = try byte(0) else {
                guard depth == 0 else { throw fault("ends in the middle") }
                return nil
            }
            guard first == UInt8(ascii: "<") else {
                let count = try textLength()
                content = pending.lowerBound..<pending.lowerBound + count
                isLiteral = false
                pending = content.upperBound..<pending.upperBound
                return .text
            }
            switch try byte(1) {
            case UInt8(ascii: "?"): try skip(to: "?>")
            case UInt8(ascii: "!"):
                if try starts(with: "<!--") {
                    try skip(to: "-->")
                } else if try starts(with: "<![CDATA[") {
                    let count = try distance(to: "]]>", from: 9)
                    content = pending.lowerBound + 9..<pending.lowerBound + count
                    isLiteral = true
                    pending = content.upperBound + 3..<pending.upperBound
                    return .text
                } else {
                    throw fault("declares a document type or entities, which are not read")
                }
            case UInt8(ascii: "/"):
                let count = try distance(to: ">", from: 2)
                name = localName(pending.lowerBound + 2..<pending.lowerBound + count)
                pending = pending.lowerBound + count + 1..<pending.upperBound
                depth -= 1
                guard depth >= 0 else { throw fault("ends an element that has not started") }
                return .end
            default: return try readStart()
            }
        }
    }

    /// Whether the element that started or ended has a name.
    func isNamed(_ text: StaticString) -> Bool { isEqual(name, text) }

    /// Calls `body` with the bytes of an attribute's value as they stand; nil where the element lacks it.
    // Else each look at an attribute would copy all of the reader's state for its closure.
    @inline(__always)
    func withAttribute<Result>(_ text: StaticString, _ body: (Span<UInt8>) -> Result?) -> Result? {
        for attribute in attributes where isEqual(attribute.name, text) {
            return body(bytes.span.extracting(attribute.value))
        }
        return nil
    }

    /// An attribute's value; nil where the element lacks it.
    func attribute(_ text: StaticString) throws(FormatsError) -> String? {
        for attribute in attributes where isEqual(attribute.name, text) {
            var value: [UInt8] = []
            try append(attribute.value, to: &value)
            return String(decoding: value, as: UTF8.self)
        }
        return nil
    }

    /// Appends the text that was met.
    func appendText(to text: inout [UInt8]) throws(FormatsError) {
        guard isLiteral else { return try append(content, to: &text) }
        text += bytes[content]
    }

    /// Passes over the element that started, with all that is in it.
    mutating func skipElement() throws(FormatsError) {
        let outside = depth - 1
        while depth > outside || endsAtOnce { guard try next() != nil else { return } }
    }

    private mutating func readStart() throws(FormatsError) -> Event {
        var (end, quote) = (1, UInt8(0))
        while true {
            if end >= pending.count, try byte(end) == nil { throw fault("ends in the middle of a tag") }
            let byte = bytes[pending.lowerBound + end]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                break
            }
            end += 1
        }
        let start = pending.lowerBound
        endsAtOnce = bytes[start + end - 1] == UInt8(ascii: "/")
        try readAttributes(start + 1..<start + end - (endsAtOnce ? 1 : 0))
        pending = start + end + 1..<pending.upperBound
        depth += 1
        guard depth <= Self.depthLimit else { throw fault("has elements in each other without end") }
        return .start
    }

    private mutating func readAttributes(_ tag: Range<Int>) throws(FormatsError) {
        attributes.removeAll(keepingCapacity: true)
        var place = tag.lowerBound
        func skipSpaces() { while place < tag.upperBound, bytes[place] <= 32 { place += 1 } }
        while place < tag.upperBound, bytes[place] > 32 { place += 1 }
        name = localName(tag.lowerBound..<place)
        while true {
            skipSpaces()
            guard place < tag.upperBound else { return }
            let start = place
            while place < tag.upperBound, bytes[place] != UInt8(ascii: "="), bytes[place] > 32 { place += 1 }
            let end = place
            skipSpaces()
            guard place < tag.upperBound, bytes[place] == UInt8(ascii: "=") else {
                throw fault("has a tag that is none")
            }
            place += 1
            skipSpaces()
            guard place < tag.upperBound, bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "'") else {
                throw fault("has a tag that is none")
            }
            let quote = bytes[place]
            let first = place + 1
            place = first
            while place < tag.upperBound, bytes[place] != quote { place += 1 }
            guard place < tag.upperBound else { throw fault("has a tag that is none") }
            attributes.append(Attribute(name: localName(start..<end), value: first..<place))
            place += 1
        }
    }

    private func localName(_ range: Range<Int>) -> Range<Int> {
        var (first, end) = (range.lowerBound, range.upperBound)
        while end > first, bytes[end - 1] <= 32 { end -= 1 }
        for index in first..<end where bytes[index] == UInt8(ascii: ":") { first = index + 1 }
        return first..<end
    }

    @inline(__always)
    private func isEqual(_ range: Range<Int>, _ text: StaticString) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        let known = unsafe UnsafeBufferPointer(start: text.utf8Start, count: range.count)
        for offset in 0..<range.count where unsafe bytes[range.lowerBound + offset] != known[offset] { return false }
        return true
    }

    private func append(_ range: Range<Int>, to text: inout [UInt8]) throws(FormatsError) {
        var place = range.lowerBound
        while place < range.upperBound {
            var plain = place
            while plain < range.upperBound, bytes[plain] != UInt8(ascii: "&") { plain += 1 }
            text += bytes[place..<plain]
            place = plain
            guard place < range.upperBound else { return }
            guard let end = bytes[place..<min(range.upperBound, place + 12)].firstIndex(of: UInt8(ascii: ";")),
                let scalar = Self.scalar(String(decoding: bytes[place + 1..<end], as: UTF8.self))
            else { throw fault("names an entity that is not read") }
            text += Array(String(scalar).utf8)
            place = end + 1
        }
    }

    private static func scalar(_ name: String) -> Unicode.Scalar? {
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard name.first == "#" else { return nil }
            let digits = name.dropFirst()
            let number = digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            return number.flatMap { $0 == 0 ? nil : Unicode.Scalar($0) }
        }
    }

    /// The byte that stands so far behind the first one that is not taken; nil behind the last.
    private mutating func byte(_ offset: Int) throws(FormatsError) -> UInt8? {
        while offset >= pending.count {
            guard !isAtEnd else { return nil }
            guard offset < Self.tokenLimit else { throw fault("has a tag or a text without end") }
            try fill()
        }
        return bytes[pending.lowerBound + offset]
    }

    /// How far it is to a text, from an offset on.
    private mutating func distance(to text: StaticString, from offset: Int) throws(FormatsError) -> Int {
        var place = offset
        let first = unsafe text.utf8Start.pointee
        while true {
            guard let found = try byte(place) else { throw fault("ends in the middle") }
            if found == first {
                _ = try byte(place + text.utf8CodeUnitCount - 1)
                let start = pending.lowerBound + place
                if start + text.utf8CodeUnitCount <= pending.upperBound,
                    isEqual(start..<start + text.utf8CodeUnitCount, text)
                {
                    return place
                }
            }
            place += 1
        }
    }

    /// How far it is to the next tag, or to the file's end, where white space may stand behind the last element.
    private mutating func textLength() throws(FormatsError) -> Int {
        var place = 0
        while true {
            var index = pending.lowerBound + place
            while index < pending.upperBound, bytes[index] != UInt8(ascii: "<") { index += 1 }
            place = index - pending.lowerBound
            guard index == pending.upperBound, try byte(place) != nil else { return place }
        }
    }

    private mutating func starts(with text: StaticString) throws(FormatsError) -> Bool {
        guard try byte(text.utf8CodeUnitCount - 1) != nil else { return false }
        return isEqual(pending.lowerBound..<pending.lowerBound + text.utf8CodeUnitCount, text)
    }

    private mutating func skip(to text: StaticString) throws(FormatsError) {
        let count = try distance(to: text, from: 2) + text.utf8CodeUnitCount
        pending = pending.lowerBound + count..<pending.upperBound
    }

    /// Reads on, behind what is pending, which moves to the front.
    private mutating func fill() throws(FormatsError) {
        let kept = pending.count
        if pending.lowerBound > 0 {
            for offset in 0..<kept { bytes[offset] = bytes[pending.lowerBound + offset] }
            pending = 0..<kept
        }
        if kept > bytes.count / 2 { bytes += [UInt8](repeating: 0, count: bytes.count) }
        let count = try source.read(into: &bytes, at: kept..<bytes.count)
        pending = 0..<kept + count
        isAtEnd = count == 0
    }

    func fault(_ words: String) -> FormatsError { .badWorkbook("holds \(file), which \(words); save it again") }
}
