public import Foundation
public import Indicators

/// When figures are due: a number of months after the end of their year.
public struct DueCalendar: Sendable {
    /// The zone whose midnight ends a year.
    public let timeZone: TimeZone

    /// The calendar of a time zone.
    public init(timeZone: TimeZone) { self.timeZone = timeZone }

    /// The first instant at which a year's figure of an indicator in a region is overdue.
    ///
    /// Nil if no figure is expected: the indicator has no due months, or the region, the series or the indicator ended before
    /// that year.
    public func due(_ indicator: Indicator, in region: Region, year: Int) -> Timestamp? {
        let ends = [indicator.seriesValidTo[region.id] ?? indicator.validTo, region.validTo]
        guard let months = indicator.dueMonths, ends.allSatisfy({ year <= $0?.year ?? year }),
            let first = CalendarDate(year: year + 1 + months / 12, month: months % 12 + 1, day: 1)
        else { return nil }
        return Timestamp(
            microseconds: Timestamp(endOf: CalendarDate(daysSince1970: first.daysSince1970 - 1), in: timeZone)
                .microseconds + 1)
    }
}
