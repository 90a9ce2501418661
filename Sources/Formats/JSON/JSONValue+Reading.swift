extension JSONValue {
    /// Reads a JSON text. (RFC 8259)
    ///
    /// - Throws: ``JSONFault`` where it is none, or values stand too deep in each other.
    public init(text: [UInt8]) throws(JSONFault) {
        var cursor = JSONCursor(text)
        self = try Self.next(of: &cursor)
        try cursor.finish()
    }

    private static func next(of cursor: inout JSONCursor) throws(JSONFault) -> JSONValue {
        switch try cursor.kind() {
        case .object:
            var members: [Member] = []
            try cursor.object { (key, cursor) throws(JSONFault) in
                members.append(Member(key: key, value: try next(of: &cursor)))
            }
            return .object(members)
        case .array:
            var values: [JSONValue] = []
            try cursor.array { (_, cursor) throws(JSONFault) in values.append(try next(of: &cursor)) }
            return .array(values)
        case .text: return .text(try cursor.text())
        case .number, .word:
            let start = cursor.offset
            guard let range = try cursor.scalar() else { return .null }
            let word = String(decoding: cursor.bytes[range], as: UTF8.self)
            if word == "true" || word == "false" { return .boolean(word == "true") }
            if let whole = Int(word) { return .integer(whole) }
            guard let number = Double(word) else { throw JSONFault(at: start, "no JSON value") }
            return .number(number)
        }
    }

    /// The value of an object's key; nil: it is no object, or has none of that name.
    public subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The text; nil: it is none.
    public var asText: String? { if case .text(let text) = self { text } else { nil } }

    /// The whole number; nil: it is none.
    public var asInteger: Int? { if case .integer(let value) = self { value } else { nil } }

    /// The number, whole or not; nil: it is none.
    public var asNumber: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        case .null, .boolean, .text, .array, .object: nil
        }
    }

    /// The array's elements; none where it is no array.
    public var elements: [JSONValue] { if case .array(let values) = self { values } else { [] } }
}
