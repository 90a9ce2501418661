/// Where a row stands in its input: a line, and of the line a field. In a wide table a line has a row in each of its cells.
public struct RowLocation: Hashable, Comparable, Sendable {
    /// The line at which the row starts, from 1.
    public let line: Int32
    /// The field that has the row's value, from 0; 0 where it has none.
    public let field: UInt16

    /// The location of a line, counted from 1, and a field, counted from 0. What is beyond the greatest counts as that.
    @inlinable
    public init(line: Int, field: Int) {
        self.init(packed: Int32(clamping: line), UInt16(clamping: field))
    }

    @usableFromInline
    init(packed line: Int32, _ field: UInt16) {
        self.line = line
        self.field = field
    }

    /// Orders locations by line, then by field.
    @inlinable
    public static func < (left: Self, right: Self) -> Bool {
        left.line == right.line ? left.field < right.field : left.line < right.line
    }
}
