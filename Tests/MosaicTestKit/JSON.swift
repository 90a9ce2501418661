public import Foundation

/// A JSON value, to be looked into; null is a value too.
public enum JSON: Hashable, Sendable, Decodable, CustomStringConvertible {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    /// Reads JSON text.
    public init(_ bytes: Data) throws {
        do {
            self = try JSONDecoder().decode(JSON.self, from: bytes)
        } catch {
            throw KitError("no JSON: \(String(decoding: bytes.prefix(500), as: UTF8.self)): \(error)")
        }
    }

    /// Reads whatever value there is.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSON].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSON].self))
        }
    }

    /// A number, or null.
    public init(_ value: Double?) { self = value.map(JSON.number) ?? .null }
    /// A number, or null.
    public init(_ value: Int?) { self = value.map { .number(Double($0)) } ?? .null }
    /// A text, or null.
    public init(_ value: String?) { self = value.map(JSON.string) ?? .null }

    /// The member of an object; nil if it has no such member or is no object.
    public subscript(_ key: String) -> JSON? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    /// The elements of an array; empty for any other value.
    public var elements: [JSON] {
        if case .array(let elements) = self { elements } else { [] }
    }

    /// The members of an object; empty for any other value.
    public var members: [String: JSON] {
        if case .object(let members) = self { members } else { [:] }
    }

    /// The text, if it is one.
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The number, if it is one.
    public var number: Double? {
        if case .number(let number) = self { number } else { nil }
    }

    /// The number, if it is a whole one.
    public var int: Int? { number.flatMap { Int(exactly: $0) } }

    /// The value as JSON text with its members in order; no text in it is escaped.
    public var description: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number(let value): Int(exactly: value).map(String.init) ?? "\(value)"
        case .string(let text): "\"\(text)\""
        case .array(let elements): "[\(elements.map(\.description).joined(separator: ", "))]"
        case .object(let members):
            "{\(members.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", "))}"
        }
    }
}
