public import Formats

/// What the JSON values of a report look like: for the API's description, and for the columns of its CSV.
public indirect enum JSONShape: Hashable, Sendable {
    /// Any text.
    case text
    /// One of some words.
    case word([String])
    /// A day, `YYYY-MM-DD`.
    case day
    /// An instant, RFC 3339.
    case time
    /// A whole number.
    case integer
    /// A number.
    case number
    case boolean
    /// A text in several languages, by the languages' tags.
    case texts
    /// Whole numbers by names.
    case counts
    /// Values of one shape.
    case array(JSONShape)
    /// An object with all of some keys but those that may be left out, and no others.
    case object([Key])
    /// Null, or a value of a shape.
    case optional(JSONShape)

    /// A key of an object, and the shape of its value.
    public struct Key: Hashable, Sendable {
        /// The key.
        public let name: String
        /// The shape of its value.
        public let shape: JSONShape
        /// Whether it is always there.
        public let isRequired: Bool

        init(_ name: String, _ shape: JSONShape, isRequired: Bool = true) {
            self.name = name
            self.shape = shape
            self.isRequired = isRequired
        }
    }

    /// An object of some keys, in their order.
    public static func keyed(_ keys: KeyValuePairs<String, JSONShape>) -> JSONShape {
        .object(keys.map { Key($0.key, $0.value) })
    }

    /// The keys of an object; none of anything else.
    public var keys: [Key] {
        switch self {
        case .object(let keys): keys
        case .optional(let shape): shape.keys
        case .text, .word, .day, .time, .integer, .number, .boolean, .texts, .counts, .array: []
        }
    }

    /// The shape as JSON Schema says it. (draft 2020-12)
    public var schema: JSONValue {
        switch self {
        case .text: ["type": "string"]
        case .word(let words): ["type": "string", "enum": .array(words.map { .text($0) })]
        case .day: ["type": "string", "format": "date"]
        case .time: ["type": "string", "format": "date-time"]
        case .integer: ["type": "integer"]
        case .number: ["type": "number"]
        case .boolean: ["type": "boolean"]
        case .texts: ["type": "object", "additionalProperties": ["type": "string"]]
        case .counts: ["type": "object", "additionalProperties": ["type": "integer"]]
        case .array(let element): ["type": "array", "items": element.schema]
        case .object(let keys):
            [
                "type": "object",
                "properties": .object(keys.map { JSONValue.Member(key: $0.name, value: $0.shape.schema) }),
                "required": .array(keys.filter(\.isRequired).map { .text($0.name) }),
                "additionalProperties": .boolean(false),
            ]
        case .optional(let shape): ["anyOf": [shape.schema, ["type": "null"]]]
        }
    }
}
