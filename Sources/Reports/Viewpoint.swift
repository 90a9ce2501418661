public import Evaluation
public import Foundation
public import Indicators
public import Record

/// Which part of the record is asked for, and what counts as now: `--as-of`, `--published-by`, `--as-of-year`.
public struct Viewpoint: Hashable, Sendable {
    /// What had been recorded and published.
    public var asOf: AsOf
    /// The year that counts as now, if it is said.
    public var asOfYear: Int?

    /// Makes a view; without arguments the record as it is now.
    public init(asOf: AsOf = .now, asOfYear: Int? = nil) {
        self.asOf = asOf
        self.asOfYear = asOfYear
    }

    /// The moment that an evaluation takes as now: the clock's, the recorded time's or the published day's, the earlier of both.
    ///
    /// - Parameters:
    ///   - now: the clock.
    ///   - batch: the record's batch of a number, which knows when it was recorded.
    /// - Throws: what `batch` throws, such as ``RecordFailure/noSuchBatch(_:)``.
    public func moment(
        now: Timestamp, in timeZone: TimeZone, batch: (Int) throws(RecordFailure) -> Batch
    ) throws(RecordFailure) -> EvaluationMoment {
        var day: CalendarDate
        switch asOf.recorded {
        case nil: day = now.day(in: timeZone)
        case .time(let time): day = min(time, now).day(in: timeZone)
        case .batch(let id): day = try batch(id).recorded.day(in: timeZone)
        }
        if let published = asOf.publishedBy { day = min(day, published) }
        return EvaluationMoment(asOfYear: asOfYear ?? day.parts.year, day: day, time: now)
    }
}
