/// A JSON value (RFC 8259) that keeps the order of an object's keys.
public enum JSONValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    /// A number; one that is not finite is written as `null`, for JSON has none.
    case number(Double)
    case text(String)
    case array([JSONValue])
    case object([Member])

    /// A key of an object and its value.
    public struct Member: Hashable, Sendable {
        /// The key.
        public let key: String
        /// The value.
        public let value: JSONValue

        /// Makes a member.
        public init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// Appends the value as JSON text, on one line.
    public func append(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .boolean(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): bytes.append(contentsOf: String(value).utf8)
        case .number(let value):
            if value.isFinite { appendDecimal(value, to: &bytes) } else { bytes.append(contentsOf: "null".utf8) }
        case .text(let text): Self.append(text, to: &bytes)
        case .array(let values): Self.append(values, between: "[", "]", to: &bytes) { $0.append(to: &$1) }
        case .object(let members):
            Self.append(members, between: "{", "}", to: &bytes) { member, bytes in
                Self.append(member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.append(to: &bytes)
            }
        }
    }

    private static func append<Element>(
        _ elements: [Element], between first: Character, _ last: Character, to bytes: inout [UInt8],
        _ appendOne: (Element, inout [UInt8]) -> Void
    ) {
        bytes.append(contentsOf: first.utf8)
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            appendOne(element, &bytes)
        }
        bytes.append(contentsOf: last.utf8)
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<32:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(hexadecimal(byte >> 4))
                bytes.append(hexadecimal(byte & 15))
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8 {
        digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
    /// An object with the literal's keys in their order.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { Member(key: $0, value: $1) })
    }
}

extension JSONValue: ExpressibleByArrayLiteral, ExpressibleByStringLiteral {
    /// An array of the literal's values.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

    /// A text.
    public init(stringLiteral value: String) { self = .text(value) }
}

extension JSONValue {
    /// A number, or null.
    public init(_ value: Double?) { self = value.map { .number($0) } ?? .null }

    /// A whole number, or null.
    public init(_ value: Int?) { self = value.map { .integer($0) } ?? .null }

    /// A text, or null.
    public init(_ value: String?) { self = value.map { .text($0) } ?? .null }
}
