public import Foundation

extension Timestamp {
    /// The instant of a Foundation date.
    public init(_ date: Date) {
        self.init(microseconds: Int64((date.timeIntervalSince1970 * 1e6).rounded()))
    }

    /// The calendar day of this instant in a time zone.
    public func day(in zone: TimeZone) -> CalendarDate {
        let date = Date(timeIntervalSince1970: seconds)
        let local = microseconds + Int64(zone.secondsFromGMT(for: date)) * 1_000_000
        let day = 86_400 * Int64(1_000_000)
        let quotient = local / day
        return CalendarDate(daysSince1970: Int32(clamping: local % day < 0 ? quotient - 1 : quotient))
    }

    /// The last microsecond of a day in a time zone; where clocks go forward over midnight, the day ends as they do.
    public init(endOf day: CalendarDate, in zone: TimeZone) {
        let midnight = (Int64(day.daysSince1970) + 1) * 86_400
        func offset(at seconds: Int64) -> Int64 {
            Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
        }
        func local(_ seconds: Int64) -> Int64 { seconds + offset(at: seconds) }
        let (before, after) = (offset(at: midnight - 86_400), offset(at: midnight + 86_400))
        // Where clocks go back over midnight there are two, and some of the day may come again before the second.
        let ends = [midnight - before, midnight - after].filter { local($0) == midnight && local($0 - 1) < midnight }
        let end =
            ends.max()
            ?? Self.first(from: midnight - after, through: midnight - before) { offset(at: $0) == after }
        self.init(microseconds: end * 1_000_000 - 1)
    }

    /// The first second at which a condition holds, or `last`. From there on it must hold for all.
    private static func first(from first: Int64, through last: Int64, where holds: (Int64) -> Bool) -> Int64 {
        var (low, high) = (first, last)
        while low < high {
            let middle = low + (high - low) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
