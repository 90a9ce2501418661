internal import Indicators

/// A parameter of a route's query: its name, what it may be, and what it means.
struct QueryParameter: Sendable {
    /// What a value may be. One that is something else is refused before a handler sees it.
    enum Kind: Sendable {
        /// Any text.
        case text
        /// One of some words.
        case word([String])
        /// A whole number of a range.
        case integer(ClosedRange<Int>)
        /// A year of four digits.
        case year
        /// A day, `YYYY-MM-DD`.
        case day
        /// A language's tag, such as `zh-Hans`.
        case language
        /// A SHA-256, 64 hexadecimal digits.
        case digest
        /// A point in the record's time: an RFC 3339 time, a day or `batch:ID`.
        case point
    }

    /// The name.
    let name: String
    /// What a value may be.
    let kind: Kind
    /// What it asks for, in a sentence.
    let help: String
    /// Whether it may be given again and again: then each of its values counts.
    let isRepeatable: Bool

    init(_ name: String, _ kind: Kind, isRepeatable: Bool = false, _ help: String) {
        self.name = name
        self.kind = kind
        self.help = help
        self.isRepeatable = isRepeatable
    }
}
