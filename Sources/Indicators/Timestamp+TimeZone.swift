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

    /// The last microsecond of a day in a time zone.
    public init(endOf day: CalendarDate, in zone: TimeZone) {
        let naive = (Int64(day.daysSince1970) + 1) * 86_400
        var offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(naive)))
        offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(naive - Int64(offset))))
        self.init(microseconds: (naive - Int64(offset)) * 1_000_000 - 1)
    }
}
