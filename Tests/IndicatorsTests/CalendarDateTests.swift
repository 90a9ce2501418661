import Indicators
import Testing

@Suite
struct CalendarDateTests {
    /// Days since 1970 of 0001-01-01 and 9999-12-31.
    static let ends: ClosedRange<Int32> = -719_162...2_932_896

    @Test
    func `a day comes back from its number, its parts and its text, from the year 1 to 9999`() {
        // A step of a prime number of days falls on every day of the week, of the month and of the leap cycle.
        for days in Array(stride(from: Self.ends.lowerBound, through: Self.ends.upperBound, by: 13)) + [
            Self.ends.upperBound
        ] {
            let date = CalendarDate(daysSince1970: days)
            let (year, month, day) = date.parts
            let again = CalendarDate(year: year, month: month, day: day)
            guard again == date, CalendarDate(date.description) == date else {
                Issue.record("day \(days) is \(date)")
                return
            }
        }
    }

    @Test
    func `each day follows the one before, over whole leap cycles`() {
        var previous = CalendarDate(daysSince1970: -146_098).parts
        for days in Int32(-146_097)...146_097 {
            let next = CalendarDate(daysSince1970: days).parts
            let isNextDay = next.year == previous.year && next.month == previous.month && next.day == previous.day + 1
            let isNextMonth = next.year == previous.year && next.month == previous.month + 1 && next.day == 1
            let isNextYear = next.year == previous.year + 1 && next.month == 1 && next.day == 1 && previous.month == 12
            guard isNextDay || isNextMonth && previous.day >= 28 || isNextYear && previous.day == 31 else {
                Issue.record("\(next) follows \(previous)")
                return
            }
            previous = next
        }
    }

    @Test(
        arguments: [
            ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-03-01", 20_513),
            ("0001-01-01", -719_162), ("9999-12-31", 2_932_896), ("1600-02-29", -135_081),
        ] as [(String, Int32)])
    func `days are counted from 1970`(text: String, days: Int32) {
        #expect(CalendarDate(text)?.daysSince1970 == days)
        #expect(CalendarDate(daysSince1970: days).description == text)
    }

    @Test(arguments: [(2024, true), (2023, false), (2000, true), (1900, false), (2100, false), (1600, true), (4, true)])
    func `February has 29 days in leap years alone`(year: Int, isLeap: Bool) {
        #expect((CalendarDate(year: year, month: 2, day: 29) != nil) == isLeap)
        #expect(CalendarDate(year: year, month: 2, day: 28) != nil)
        #expect(CalendarDate(year: year, month: 2, day: 30) == nil)
    }

    @Test(arguments: [
        "", "2026", "2026-3-1", "2026-03-1", "2026-03-01 ", " 2026-03-01", "2026/03/01", "2026-03-00", "2026-03-32",
        "2026-00-01", "2026-13-01", "2026-04-31", "2025-02-29", "0000-01-01", "20260301", "+026-03-01",
        "2026-03-0x", "２026-03-1", "2026-03-01T", "-001-03-01", "2026-0A-01",
    ])
    func `what is no day is refused`(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test(arguments: [
        (0, 1, 1), (10_000, 1, 1), (2026, 0, 1), (2026, 13, 1), (2026, 1, 0), (2026, 1, -1), (2026, 6, 31),
    ])
    func `parts outside the calendar are refused`(year: Int, month: Int, day: Int) {
        #expect(CalendarDate(year: year, month: month, day: day) == nil)
    }

    @Test
    func `earlier days come first`() throws {
        let dates = try ["0999-12-31", "1969-12-31", "1970-01-01", "2026-03-01"].map { try #require(CalendarDate($0)) }
        #expect(dates.shuffled().sorted() == dates)
    }
}
