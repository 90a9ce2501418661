internal import Formats

/// A value of a YAML document, and where it stands.
struct YAMLNode {
    indirect enum Content {
        case null
        /// A text. It is plain if it has no quotes; then it may be a number.
        case scalar(String, isPlain: Bool)
        case sequence([YAMLNode])
        case mapping([YAMLEntry])
    }

    let position: TextPosition
    let content: Content

    var isNull: Bool {
        if case .null = content { true } else { false }
    }

    /// What it is, for messages.
    var form: String {
        switch content {
        case .null: "empty"
        case .scalar(_, let isPlain): isPlain ? "a plain value" : "a text"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}

/// A key of a mapping, and its value.
struct YAMLEntry {
    let key: String
    let position: TextPosition
    let value: YAMLNode
}

/// A mapping whose keys are known ones.
struct YAMLMapping {
    /// What it is the mapping of, for messages.
    let name: String
    /// The position for a fault of the whole mapping.
    let position: TextPosition
    private let entries: [String: YAMLEntry]

    init(name: String, position: TextPosition, entries: [YAMLEntry]) {
        self.name = name
        self.position = position
        self.entries = Dictionary(entries.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The entry of a key; nil if there is none or its value is empty.
    subscript(key: String) -> YAMLEntry? {
        entries[key].flatMap { $0.value.isNull ? nil : $0 }
    }
}
