public import Indicators

/// The clock of the records that tests open: each step of a history sets it for itself.
public enum TestClock {
    /// What the clock tells.
    @TaskLocal public static var now: Timestamp = .noon

    /// Reads the clock, as a record does.
    public static let read: @Sendable () -> Timestamp = { now }

    /// Runs a body at a time.
    public static func at<Result, Failure>(
        _ time: Timestamp, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let outcome = $now.withValue(time) { Swift.Result(catching: body) }
        return try outcome.get()
    }
}
