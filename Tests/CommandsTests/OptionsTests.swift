import Foundation
import Reports
import Testing

@testable import Commands

@Suite
struct OptionsTests {
    @Test(arguments: [
        ("2026-03-01T08:00:00+08:00", "time(2026-03-01T00:00:00Z)"),
        ("2026-03-01T00:00:00.5Z", "time(2026-03-01T00:00:00.500000Z)"),
        ("2026-03-01", "time(2026-03-01T15:59:59.999999Z)"),
        // In summer time, UTC+9.
        ("1986-07-01", "time(1986-07-01T14:59:59.999999Z)"), ("batch:12", "batch(12)"), ("batch:1", "batch(1)"),
    ])
    func `--as-of is a time, a date, which is its whole day in the settings' zone, or a batch`(
        text: String, meaning: String
    ) throws {
        let zone = try #require(TimeZone(identifier: "Asia/Shanghai"))
        #expect("\(try RecordedPoint.argument(text).recorded(in: zone))".hasSuffix(meaning))
    }

    @Test(arguments: [
        "12", "0", "-1", "", "batch:", "batch:0", "batch:-3", "batch:x", "batch:1.5", "Batch:1", "2026-3-1",
        "2026-02-30", "2026-03-01T08:00", "2026-03-01T08:00:00", "yesterday", "2026-03-01 ", "1772323200",
    ])
    func `a point in time that is none of these is refused, a bare number too, and told what would be right`(
        text: String
    ) {
        let error = #expect(throws: (any Error).self) { try RecordedPoint.argument(text) }
        #expect(
            error.map { "\($0)" }
                == "\"\(text)\" is no point in time; expected 2026-03-01T08:00:00Z, a date such as 2026-03-01, or batch:12"
        )
    }

    @Test(arguments: ["2026", "1949"]) func `a year is no point in time, and its first day is offered`(text: String) {
        let error = #expect(throws: (any Error).self) { try RecordedPoint.argument(text) }
        #expect(
            error.map { "\($0)" }
                == "\"\(text)\" is no point in time, as a year is none; did you mean \(text)-01-01?")
    }
}
