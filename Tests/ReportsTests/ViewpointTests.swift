import Evaluation
import Foundation
import Indicators
import Record
import Reports
import Testing

@Suite
struct ViewpointTests {
    /// In Shanghai already 1 January 2026.
    static let now = "2025-12-31T18:00:00Z"

    static func moment(
        recorded: AsOf.Recorded? = nil, published: String? = nil, asOfYear: Int? = nil, now: String = Self.now
    ) throws -> EvaluationMoment {
        let time = try #require(Timestamp(now))
        let zone = try #require(TimeZone(identifier: "Asia/Shanghai"))
        let view = Viewpoint(
            asOf: AsOf(recorded: recorded, publishedBy: published.flatMap { CalendarDate($0) }), asOfYear: asOfYear)
        let batches = try batches()
        return try view.moment(now: time, in: zone) { id throws(RecordFailure) in
            guard let batch = batches.first(where: { $0.id == id }) else { throw .noSuchBatch(id) }
            return batch
        }
    }

    static func batches() throws -> [Batch] {
        try [("2020-06-30T16:30:00Z", 1), ("2024-01-01T00:00:00Z", 2)].map { time, id in
            Batch(
                id: id, kind: .undo(of: 1), recorded: try #require(Timestamp(time)), recordedBy: "a",
                counts: BatchCounts(),
                voidedBy: nil)
        }
    }

    static func time(_ text: String) throws -> AsOf.Recorded { .time(try #require(Timestamp(text))) }

    @Test
    func `without an option now is the clock's day and year in the zone`() throws {
        let moment = try Self.moment()
        #expect(moment.asOfYear == 2026)
        #expect(moment.day.description == "2026-01-01")
        #expect(moment.time.description == Self.now)
    }

    @Test
    func `with --as-of now is that time's day, never later than the clock's`() throws {
        #expect(try Self.moment(recorded: Self.time("2023-05-05T20:00:00Z")).day.description == "2023-05-06")
        #expect(try Self.moment(recorded: Self.time("2023-12-31T16:00:00Z")).asOfYear == 2024)
        #expect(try Self.moment(recorded: Self.time("2099-01-01T00:00:00Z")).day.description == "2026-01-01")
    }

    @Test
    func `with a batch now is the day on which it was recorded`() throws {
        #expect(try Self.moment(recorded: .batch(1)).day.description == "2020-07-01")
        #expect(try Self.moment(recorded: .batch(2)).asOfYear == 2024)
        for id in [0, 3] {
            #expect(throws: RecordFailure.noSuchBatch(id)) { try Self.moment(recorded: .batch(id)) }
        }
    }

    @Test
    func `with --published-by now is that date, never later than the clock's`() throws {
        #expect(try Self.moment(published: "2022-03-01").day.description == "2022-03-01")
        #expect(try Self.moment(published: "2022-03-01").asOfYear == 2022)
        #expect(try Self.moment(published: "2099-03-01").asOfYear == 2026)
    }

    @Test
    func `with both options now is the earlier day`() throws {
        let recorded = try Self.time("2023-05-05T00:00:00Z")
        #expect(try Self.moment(recorded: recorded, published: "2022-03-01").asOfYear == 2022)
        #expect(try Self.moment(recorded: recorded, published: "2024-03-01").day.description == "2023-05-05")
        #expect(try Self.moment(recorded: .batch(2), published: "2023-03-01").day.description == "2023-03-01")
    }

    @Test
    func `--as-of-year overrides the year, not the day`() throws {
        let moment = try Self.moment(published: "2022-03-01", asOfYear: 2024)
        #expect(moment.asOfYear == 2024)
        #expect(moment.day.description == "2022-03-01")
        #expect(try Self.moment(asOfYear: 1999).asOfYear == 1999)
    }

    @Test
    func `a clock that has gone back behind the last batch still counts`() throws {
        let moment = try Self.moment(recorded: .batch(2), now: "2021-01-01T00:00:00Z")
        #expect(moment.day.description == "2024-01-01")
    }
}
