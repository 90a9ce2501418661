public import Indicators

/// What an evaluation takes as now.
public struct EvaluationMoment: Hashable, Sendable {
    /// Later observations do not exist.
    public let asOfYear: Int
    /// Targets published later do not exist.
    public let day: CalendarDate
    /// The instant of the evaluation.
    public let time: Timestamp

    /// The year, the day and the instant that count as now.
    public init(asOfYear: Int, day: CalendarDate, time: Timestamp) {
        self.asOfYear = asOfYear
        self.day = day
        self.time = time
    }
}
