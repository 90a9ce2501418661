public import Indicators

/// What an evaluation takes as now.
public struct EvaluationMoment: Hashable, Sendable {
    /// Later observations do not exist.
    public let asOfYear: Int
    /// Targets published later do not exist.
    public let day: CalendarDate
    /// The instant of the evaluation.
    public let time: Timestamp

    /// Makes a moment of its parts.
    public init(asOfYear: Int, day: CalendarDate, time: Timestamp) {
        self.asOfYear = asOfYear
        self.day = day
        self.time = time
    }
}
