import Foundation
import Indicators
import Testing

@Suite
struct TimestampTests {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-03-01T08:00:00+08:00", 1_772_323_200_000_000),
            ("2026-03-01T00:00:00Z", 1_772_323_200_000_000), ("2026-02-28t19:00:00-05:00", 1_772_323_200_000_000),
            ("2026-03-01t00:00:00z", 1_772_323_200_000_000), ("2026-03-01T00:00:00-00:00", 1_772_323_200_000_000),
            ("2026-03-01T00:00:00.5Z", 1_772_323_200_500_000), ("2026-03-01T00:00:00.000001Z", 1_772_323_200_000_001),
            ("2026-03-01T00:00:00.0000019Z", 1_772_323_200_000_001),
            ("2026-03-01T05:30:00.25+05:30", 1_772_323_200_250_000),
            ("1969-12-31T23:59:59Z", -1_000_000), ("1969-12-31T23:59:59.75Z", -250_000),
            ("2016-12-31T23:59:60Z", 1_483_228_800_000_000), ("2017-01-01T07:59:60+08:00", 1_483_228_800_000_000),
            ("0001-01-01T00:00:00Z", -62_135_596_800_000_000),
            ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999),
        ] as [(String, Int64)])
    func `RFC 3339 is read`(text: String, microseconds: Int64) {
        #expect(Timestamp(text)?.microseconds == microseconds)
    }

    @Test(arguments: [
        "", "2026", "2026-03-01", "2026-03-01T00:00:00", "2026-03-01 00:00:00Z", "2026-03-01T00:00Z",
        "2026-03-01T24:00:00Z", "2026-03-01T23:60:00Z", "2026-03-01T23:59:61Z", "2026-02-29T00:00:00Z",
        "2026-03-01T00:00:00.Z", "2026-03-01T00:00:00,5Z", "2026-03-01T00:00:00+8:00", "2026-03-01T00:00:00+0800",
        "2026-03-01T00:00:00+24:00", "2026-03-01T00:00:00+08:60", "2026-03-01T00:00:00+08", "2026-03-01T00:00:00Zx",
        "2026-03-01T00:00:00+08:00x", "2026-03-01T00:00:00 Z", "1772323200", "2026-3-01T00:00:00Z",
        "2026-03-01T00:00:0xZ", "batch:12",
    ])
    func `what is no RFC 3339 time is refused`(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test(arguments: ["2016-12-31T22:59:60Z", "2016-12-31T23:59:60+08:00", "2016-12-31T12:34:60Z"])
    func `a 61st second is a leap second only at the end of a day in UTC`(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test(arguments: ["0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "9999-12-31T23:59:60Z"])
    func `a time whose year in UTC has not four digits is refused`(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (1_772_323_200_500_000, "2026-03-01T00:00:00.500000Z"),
            (-1, "1969-12-31T23:59:59.999999Z"), (-1_000_000, "1969-12-31T23:59:59Z"),
            (-62_135_596_800_000_000, "0001-01-01T00:00:00Z"),
        ] as [(Int64, String)])
    func `times are written in UTC, with a fraction only where there is one`(microseconds: Int64, text: String) {
        #expect(Timestamp(microseconds: microseconds).description == text)
    }

    @Test
    func `a time is read as it is written`() {
        for microseconds in stride(
            from: Int64(-62_135_596_800_000_000), to: 253_402_300_800_000_000, by: 31_556_952_123_457)
        {
            let time = Timestamp(microseconds: microseconds)
            #expect(Timestamp(time.description) == time)
        }
    }

    @Test
    func `a Foundation date is the same instant, to the microsecond`() {
        #expect(Timestamp(Date(timeIntervalSince1970: -0.25)).microseconds == -250_000)
        #expect(Timestamp(Date(timeIntervalSince1970: 1_772_323_200.5)) == Timestamp("2026-03-01T00:00:00.5Z"))
    }
}

@Suite
struct DayTests {
    static func zone(_ identifier: String) throws -> TimeZone { try #require(TimeZone(identifier: identifier)) }

    @Test(arguments: [
        ("2026-02-28T15:59:59.999999Z", "Asia/Shanghai", "2026-02-28"),
        ("2026-02-28T16:00:00Z", "Asia/Shanghai", "2026-03-01"),
        ("2026-03-01T04:59:59Z", "America/New_York", "2026-02-28"),
        ("2026-03-01T05:00:00Z", "America/New_York", "2026-03-01"),
        ("1969-12-31T16:00:00Z", "Asia/Shanghai", "1970-01-01"),
        ("1969-12-31T15:59:59.999999Z", "Asia/Shanghai", "1969-12-31"),
        ("1969-12-31T23:59:59.999999Z", "UTC", "1969-12-31"),
        // Summer time, UTC+9.
        ("1986-07-01T14:59:59Z", "Asia/Shanghai", "1986-07-01"),
        ("1986-07-01T15:00:00Z", "Asia/Shanghai", "1986-07-02"),
        ("1985-07-01T15:00:00Z", "Asia/Shanghai", "1985-07-01"),
        ("1991-07-01T15:00:00Z", "Asia/Shanghai", "1991-07-02"),
        ("1992-07-01T15:00:00Z", "Asia/Shanghai", "1992-07-01"),
    ])
    func `the day is that of the zone's clock`(time: String, zone: String, day: String) throws {
        let (time, zone) = (try #require(Timestamp(time)), try Self.zone(zone))
        #expect(time.day(in: zone).description == day)
    }

    @Test(arguments: [
        ("2026-02-28", "Asia/Shanghai", "2026-02-28T15:59:59.999999Z"),
        ("2026-02-28", "UTC", "2026-02-28T23:59:59.999999Z"),
        // Days on which clocks are changed.
        ("2026-03-07", "America/New_York", "2026-03-08T04:59:59.999999Z"),
        ("2026-03-08", "America/New_York", "2026-03-09T03:59:59.999999Z"),
        ("2026-11-01", "America/New_York", "2026-11-02T04:59:59.999999Z"),
        ("1986-05-03", "Asia/Shanghai", "1986-05-03T15:59:59.999999Z"),
        ("1986-05-04", "Asia/Shanghai", "1986-05-04T14:59:59.999999Z"),
        ("1991-09-14", "Asia/Shanghai", "1991-09-14T14:59:59.999999Z"),
        ("1991-09-15", "Asia/Shanghai", "1991-09-15T15:59:59.999999Z"),
        // Midnight is skipped: the day ends as clocks go from 24:00 to 01:00.
        ("2018-11-03", "America/Sao_Paulo", "2018-11-04T02:59:59.999999Z"),
        ("1940-05-31", "Asia/Shanghai", "1940-05-31T15:59:59.999999Z"),
        // Clocks go back at midnight, and the hour before comes again.
        ("2018-02-17", "America/Sao_Paulo", "2018-02-18T02:59:59.999999Z"),
        // 30 December 2011 never was in Samoa.
        ("2011-12-29", "Pacific/Apia", "2011-12-30T09:59:59.999999Z"),
        ("2011-12-30", "Pacific/Apia", "2011-12-30T09:59:59.999999Z"),
        ("2011-12-31", "Pacific/Apia", "2011-12-31T09:59:59.999999Z"),
    ])
    func `a day ends one microsecond before the zone's next`(day: String, zone: String, time: String) throws {
        let (day, zone) = (try #require(CalendarDate(day)), try Self.zone(zone))
        #expect(Timestamp(endOf: day, in: zone).description == time)
    }

    @Test(arguments: [
        "Asia/Shanghai", "Europe/Berlin", "America/Sao_Paulo", "Africa/Cairo", "Australia/Lord_Howe", "Asia/Tehran",
    ])
    func `the end of every day is of that day, and what follows is not`(zone: String) throws {
        let zone = try Self.zone(zone)
        for days in Int32(-18_000)...22_000 {
            let day = CalendarDate(daysSince1970: days)
            let end = Timestamp(endOf: day, in: zone)
            let next = Timestamp(microseconds: end.microseconds + 1)
            guard end.day(in: zone) == day, next.day(in: zone).daysSince1970 == days + 1 else {
                Issue.record("\(day) ends \(end), on \(end.day(in: zone)); then comes \(next.day(in: zone))")
                return
            }
        }
    }
}
