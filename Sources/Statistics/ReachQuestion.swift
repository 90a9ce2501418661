/// What a forecast is asked: how likely a value is to reach a threshold in a year.
public struct ReachQuestion: Hashable, Sendable {
    /// The year asked about.
    public let year: Int
    /// The threshold, finite, in the indicator's unit.
    public let threshold: Double

    /// Makes a question.
    public init(year: Int, threshold: Double) {
        self.year = year
        self.threshold = threshold
    }
}
