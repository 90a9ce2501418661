import Config
import Foundation
import Indicators
import Testing

@testable import Daemon

@Suite
struct EvaluationScheduleTests {
    static func next(_ schedule: EvaluationSchedule, after time: String, in zone: String) throws -> String {
        let now = try #require(Timestamp(time))
        return schedule.next(after: now, in: try #require(TimeZone(identifier: zone))).description
    }

    @Test(arguments: [
        (Duration.seconds(3600), "2026-03-01T05:30:00Z", "2026-03-01T06:30:00Z"),
        (.seconds(1), "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z"),
        (.milliseconds(1500), "2026-03-01T00:00:00Z", "2026-03-01T00:00:01.500000Z"),
        (.seconds(86_400), "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z"),
    ])
    func `an interval counts from now, whatever the clock on the wall does`(
        interval: Duration, time: String, next: String
    ) throws {
        #expect(try Self.next(.every(interval), after: time, in: "Europe/Berlin") == next)
    }

    @Test(arguments: [
        ("2026-03-01T05:30:00Z", "Asia/Shanghai", "2026-03-01T22:00:00Z"),
        ("2026-03-01T21:59:59.999999Z", "Asia/Shanghai", "2026-03-01T22:00:00Z"),
        ("2026-03-01T22:00:00Z", "Asia/Shanghai", "2026-03-02T22:00:00Z"),
        ("2026-03-01T22:00:30Z", "Asia/Shanghai", "2026-03-02T22:00:00Z"),
        ("2026-12-31T22:30:00Z", "Asia/Shanghai", "2027-01-01T22:00:00Z"),
        // The days on which clocks are changed in Berlin.
        ("2026-03-28T12:00:00Z", "Europe/Berlin", "2026-03-29T04:00:00Z"),
        ("2026-10-24T12:00:00Z", "Europe/Berlin", "2026-10-25T05:00:00Z"),
    ])
    func `a time of day is the zone's, and always after now`(time: String, zone: String, next: String) throws {
        #expect(try Self.next(.at(hour: 6, minute: 0), after: time, in: zone) == next)
    }

    @Test
    func `a time of day that clocks skip is taken when they have`() throws {
        #expect(
            try Self.next(.at(hour: 2, minute: 30), after: "2026-03-28T12:00:00Z", in: "Europe/Berlin")
                == "2026-03-29T01:00:00Z")
    }

    @Test
    func `a time of day that comes twice is taken once`() throws {
        let first = try Self.next(.at(hour: 2, minute: 30), after: "2026-10-24T12:00:00Z", in: "Europe/Berlin")
        #expect(first == "2026-10-25T00:30:00Z")
        #expect(try Self.next(.at(hour: 2, minute: 30), after: first, in: "Europe/Berlin") == "2026-10-26T01:30:00Z")
    }
}
