import Evaluation
import Foundation
import Indicators
import MosaicTestKit
import Record
import Reports
import Statistics
import Testing

@Suite
struct GapChangeSearchTests {
    private let record = NaiveRecord()
    private let key = SeriesKey(indicator: "x", region: "CN")

    private func date(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    private func time(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }

    /// Records a file of one or several years, at noon of a day.
    private func append(_ figures: [Int: Double], of region: Identifier<Region> = "CN", on day: String) throws {
        let rows = try figures.sorted { $0.key < $1.key }.map { year, value in
            StatedRow(
                StatementKey(SeriesKey(indicator: "x", region: region), try #require(Period(year: year))),
                .figure(value: value, status: .normal, bound: .equal), published: try date(day))
        }
        let input = BatchInput(
            file: "\(day).csv", sha256: Array(repeating: UInt8(try record.batches().count), count: 32), reading: "csv")
        let draft = BatchDraft(
            input: input, isRetraction: false, recordedBy: "me", timeZone: .gmt,
            units: ["x": "GW"])
        try TestClock.at(try time("\(day)T12:00:00Z")) {
            _ = try record.append(draft, StatementBuffer(rows), dryRun: false)
        }
    }

    private func target(_ value: Double, by year: Int, published: String? = nil) throws -> Target {
        Target(
            id: "t", series: key,
            terms: try TargetTerms(kind: .atLeast, baseYear: 2020, targetYear: year, targetValue: value),
            sourceDate: try published.map { try date($0) })
    }

    private func changes(_ rows: [Target], from earlier: String, to later: String) throws -> [GapChange] {
        let catalog = Catalog(
            regions: [
                Region(id: "CN", gbCode: nil, name: ["en": "China", "zh": "中国"], kind: .nation),
                Region(id: "CN-GZ", gbCode: nil, name: ["en": "G", "zh": "贵"], kind: .province),
            ],
            indicators: [
                Indicator(
                    id: "x", title: ["en": "X", "zh": "某"], unit: UnitOfMeasure(word: "GW"),
                    direction: .more, measure: .level)
            ], targetRows: rows)
        func view(_ text: String) throws -> Viewpoint { Viewpoint(asOf: AsOf(recorded: .time(try time(text)))) }
        var search = try GapChangeSearch(
            in: try record.view(), evaluator: Evaluator(catalog: catalog), from: try view(earlier), to: try view(later),
            now: try time("2040-01-01T00:00:00Z"), timeZone: .gmt)
        return try search.changes()
    }

    @Test
    func `a batch that makes the state another is the cause, though another spoke of the series later`() throws {
        try append([2020: 50, 2024: 60], on: "2025-02-01")
        try append([2024: 75], on: "2025-03-01")
        try append([2019: 40], on: "2025-04-01")
        let found = try #require(
            try changes([target(100, by: 2030)], from: "2025-02-02T00:00:00Z", to: "2025-05-01T00:00:00Z").first)
        #expect(found.before == .insufficient)
        #expect(found.after == .onTrack)
        guard case .batch(let batch) = found.cause else { throw Unexpected(cause: found.cause) }
        #expect(batch.id == 2)
    }

    @Test
    func `where the record says the same the year turned, though a batch came in between`() throws {
        try append([2020: 50, 2024: 75], on: "2025-02-01")
        try append([2019: 40], on: "2025-12-01")
        let found = try #require(
            try changes([target(100, by: 2025)], from: "2025-06-01T00:00:00Z", to: "2026-01-02T00:00:00Z").first)
        #expect(found.before == .moderate)
        #expect(found.after == .pending)
        #expect(found.cause == .yearTurned(from: 2025, to: 2026))
    }

    @Test
    func `a target that was not in force before is published, one with another row in force is revised`() throws {
        try append([2020: 50, 2024: 75], on: "2025-02-01")
        let new = try target(100, by: 2030, published: "2025-05-01")
        let found = try #require(try changes([new], from: "2025-04-01T00:00:00Z", to: "2025-06-01T00:00:00Z").first)
        #expect(found.before == nil)
        #expect(found.cause == .targetPublished(try date("2025-05-01")))

        let old = try target(70, by: 2030)
        let revised = try #require(
            try changes([old, new], from: "2025-04-01T00:00:00Z", to: "2025-06-01T00:00:00Z").first)
        #expect(revised.before == .met)
        #expect(revised.cause == .targetRevised(try date("2025-05-01")))
    }

    @Test
    func `an undo is a cause, and an undo of it brings the state back without a change`() throws {
        try append([2020: 50, 2024: 60], on: "2025-02-01")
        try append([2024: 75], on: "2025-03-01")
        try TestClock.at(try time("2025-04-01T00:00:00Z")) { _ = try record.undo(2, by: "me", dryRun: false) }
        let goal = try target(100, by: 2030)
        let found = try #require(try changes([goal], from: "2025-03-02T00:00:00Z", to: "2025-05-01T00:00:00Z").first)
        guard case .batch(let batch) = found.cause else { throw Unexpected(cause: found.cause) }
        #expect(batch.id == 3)
        try TestClock.at(try time("2025-06-01T00:00:00Z")) { _ = try record.undo(3, by: "me", dryRun: false) }
        #expect(try changes([goal], from: "2025-03-02T00:00:00Z", to: "2025-07-01T00:00:00Z").isEmpty)
    }

    @Test
    func `a figure of the series beside which a target stands is a cause, though another spoke of its own later`()
        throws
    {
        try append([2020: 50, 2024: 60], on: "2025-02-01")
        try append([2020: 40, 2024: 55], of: "CN-GZ", on: "2025-02-02")
        try append([2024: 65], of: "CN-GZ", on: "2025-03-01")
        try append([2019: 40], on: "2025-04-01")
        let beside = Target(
            id: "t", series: key,
            terms: try TargetTerms(
                kind: .relative, baseYear: 2020, targetYear: 2030,
                reference: TargetReference(of: key, indicator: nil, region: "CN-GZ")))
        let found = try #require(
            try changes([beside], from: "2025-02-03T00:00:00Z", to: "2025-05-01T00:00:00Z").first)
        #expect(found.before == .onTrack)
        #expect(found.after == .away)
        guard case .batch(let batch) = found.cause else { throw Unexpected(cause: found.cause) }
        #expect(batch.id == 3)
    }

    private struct Unexpected: Error { let cause: GapChange.Cause }
}
