/// Where a row's value stands in its input, and in what words.
public struct ValuePlace: Hashable, Sendable {
    /// The line of the value, from 1.
    public let line: Int
    /// The column of its first character, from 1.
    public let column: Int
    /// The value's text.
    public let value: String
    /// The unit's text.
    public let unit: String

    /// Makes a place of its parts.
    public init(line: Int, column: Int, value: String, unit: String) {
        self.line = line
        self.column = column
        self.value = value
        self.unit = unit
    }
}
