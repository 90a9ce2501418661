import Evaluation
import Foundation
import Indicators
import Testing

@Suite
struct DueCalendarTests {
    static func calendar(_ zone: String) throws -> DueCalendar {
        DueCalendar(timeZone: try #require(TimeZone(identifier: zone)))
    }

    static func region(_ id: Identifier<Region> = "CN", validTo: Period? = nil) -> Region {
        Region(
            id: id, gbCode: nil, name: ["en": "\(id)", "zh": "\(id)"], kind: .province,
            validTo: validTo)
    }

    @Test(arguments: [
        (10, 2025, "Asia/Shanghai", "2026-10-31T16:00:00Z"), (1, 2025, "Asia/Shanghai", "2026-01-31T16:00:00Z"),
        (2, 2023, "Asia/Shanghai", "2024-02-29T16:00:00Z"), (2, 2024, "Asia/Shanghai", "2025-02-28T16:00:00Z"),
        (0, 2025, "Asia/Shanghai", "2025-12-31T16:00:00Z"), (12, 2025, "Asia/Shanghai", "2026-12-31T16:00:00Z"),
        (14, 2025, "Asia/Shanghai", "2027-02-28T16:00:00Z"), (10, 2025, "UTC", "2026-11-01T00:00:00Z"),
        // Summer time in Shanghai, UTC+9.
        (5, 1987, "Asia/Shanghai", "1988-05-31T15:00:00Z"), (6, 2025, "America/New_York", "2026-07-01T04:00:00Z"),
    ])
    func `a year's figure is due so many months after the year's last midnight in the zone`(
        months: Int, year: Int, zone: String, time: String
    ) throws {
        let indicator = Sample.indicator("a", dueMonths: months)
        #expect(try Self.calendar(zone).due(indicator, in: Self.region(), year: year)?.description == time)
    }

    @Test
    func `no figure is due of an indicator without due months, nor after the last year`() throws {
        #expect(try Self.calendar("Asia/Shanghai").due(Sample.indicator("a"), in: Self.region(), year: 2025) == nil)
        #expect(
            try Self.calendar("Asia/Shanghai").due(Sample.indicator("a", dueMonths: 1), in: Self.region(), year: 9999)
                == nil)
    }

    @Test(
        arguments: [
            (2024, "CN", true), (2025, "CN", true), (2026, "CN", false),
            // Series that ended before, and after.
            (2020, "CN-QH", true), (2021, "CN-QH", false), (2028, "CN-NM", true), (2029, "CN-NM", false),
        ] as [(Int, Identifier<Region>, Bool)])
    func `of an indicator that has ended no figure is due after its last year`(
        year: Int, region: Identifier<Region>, isDue: Bool
    ) throws {
        let indicator = Indicator(
            id: "a", title: ["en": "a", "zh": "a"], unit: UnitOfMeasure(standingAlone: "a"),
            direction: .more, measure: .level, dueMonths: 10, validTo: Period(year: 2025),
            seriesValidTo: ["CN-QH": try #require(Period(year: 2020)), "CN-NM": try #require(Period(year: 2028))])
        #expect(
            try (Self.calendar("Asia/Shanghai").due(indicator, in: Self.region(region), year: year) != nil) == isDue)
    }

    @Test(arguments: [(2018, true), (2019, false)])
    func `of a region that was merged no figure is due after its last year`(year: Int, isDue: Bool) throws {
        let region = Self.region(validTo: Period(year: 2018))
        let due = try Self.calendar("UTC").due(Sample.indicator("a", dueMonths: 10), in: region, year: year)
        #expect((due != nil) == isDue)
    }
}
