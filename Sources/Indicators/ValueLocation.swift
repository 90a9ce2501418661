/// Where a row's value stands in its input, with its text and its unit's text.
public struct ValueLocation: Hashable, Sendable {
    /// The line of the value, from 1.
    public let line: Int
    /// The column of its first character, from 1.
    public let column: Int
    /// The value's text.
    public let value: String
    /// The unit's text.
    public let unit: String

    /// The location of a value, counted from 1, and the texts that stand there.
    public init(line: Int, column: Int, value: String, unit: String) {
        self.line = line
        self.column = column
        self.value = value
        self.unit = unit
    }
}
