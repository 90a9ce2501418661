/// What a plan asks for in a year before its last.
public struct Milestone: Hashable, Sendable {
    /// The year.
    public let year: Int
    /// The plan's number, of the sort of its `target_value`.
    public let value: Double

    /// A number for a year.
    public init(year: Int, value: Double) {
        self.year = year
        self.value = value
    }
}
