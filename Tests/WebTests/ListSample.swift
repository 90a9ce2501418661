import Evaluation
import Exposition
import Formats
import Foundation
import HTTPTypes
import Indicators
import MosaicTestKit
import Record
import Reports
import Statistics
import Testing

@testable import Exposition
@testable import Web

/// A service on a record of two indicators in three regions over five years, asked as a client asks.
struct ListSample {
    let service: TestService
    private let names: Catalog

    static let catalog = Result {
        Catalog(
            regions: [
                Region(id: "CN", gbCode: nil, name: ["en": "China", "zh": "中国"], kind: .nation),
                Region(id: "CN-NX", gbCode: nil, name: ["en": "Ningxia", "zh": "宁夏"], kind: .autonomousRegion),
                Region(id: "CN-QH", gbCode: nil, name: ["en": "Qinghai", "zh": "青海"], kind: .province),
            ],
            indicators: try ["power", "share"].map { id in
                Indicator(
                    id: Identifier(id), title: ["en": "The \(id)"], unit: try #require(UnitOfMeasure(known: "PFLOPS")),
                    direction: .more, measure: .level)
            },
            targetRows: try [("b", "CN-NX", nil), ("a", "CN-QH", nil), ("c", "CN", "binding")].map { id, region, word in
                Target(
                    id: Identifier(id), series: SeriesKey(indicator: "power", region: Identifier(region)),
                    terms: try TargetTerms(kind: .atLeast, baseYear: 2020, targetYear: 2030, targetValue: 100),
                    attribute: word)
            })
    }

    /// What is wrong with a file that failed.
    private static let faults = {
        var faults = Diagnostics()
        faults.add(
            Diagnostic("unknown_region", file: "bad.csv", line: 2, column: 3, message: "unknown region", value: "x"))
        faults.add(Diagnostic("empty_file", file: "bad.csv", message: "is empty"))
        return faults
    }()

    /// Two batches: 2020 to 2023, published a year later, and 2024.
    ///
    /// - Parameter catalog: of the same ids; nil: ``catalog``.
    init(limits: WebLimits = WebLimits(), catalog: Catalog? = nil) throws {
        names = try catalog ?? Self.catalog.get()
        service = TestService(
            limits: limits,
            inboxReport: { inbox, file in
                inbox == "bureau" && file == "bad.csv"
                    ? JSONValue(refusalOf: file, Self.faults, form: "a table", remarks: [("left out", 2)]) : nil
            })
        try record("first", 2020...2023, published: "2024-06-01", at: .noon)
        try record("second", 2024...2024, published: "2025-06-01", at: .noon.adding(seconds: 3600))
        try publish()
    }

    /// Records a batch of all series.
    func record(
        _ name: String, _ years: ClosedRange<Int>, published: String, adding more: Double = 0, at time: Timestamp
    ) throws {
        let day = try #require(CalendarDate(published))
        let rows = try ["power", "share"].flatMap { indicator in
            try ["CN", "CN-NX", "CN-QH"].flatMap { region in
                try years.map { year in
                    let key = SeriesKey(indicator: Identifier(indicator), region: Identifier(region))
                    let value = Double(year - 2015) + Double(region.utf8.count) / 4 + more
                    return StatedRow(
                        StatementKey(key, try #require(Period(year: year))),
                        .figure(value: value, status: .normal, bound: .equal), published: day)
                }
            }
        }
        try HistoryStep.file(name, rows, at: time).take(on: service.record)
    }

    /// Evaluates the record and publishes the snapshot, as the service does after a commit.
    func publish() throws {
        let view = try service.record.view()
        let day = try #require(CalendarDate("2026-03-15"))
        let snapshot = Evaluator(catalog: names).snapshot(
            of: try view.series(SeriesSelection(), asOf: .now),
            at: EvaluationMoment(asOfYear: 2026, day: day, time: .noon))
        let metrics = try TestService.metrics("mosaic_test_snapshot", 1)
        let origin = SnapshotOrigin(
            state: view.state, configured: Timestamp(microseconds: 0), timeZone: .shanghai)
        service.publication.publish(
            snapshot, of: origin, TestService.snapshot(of: metrics), service: metrics, status: TestService.serving)
    }

    /// The rows of a page, and the next one.
    func page(_ target: String) async throws -> (rows: [JSON], next: String?) {
        let answer = try await service.ask(target)
        #expect(answer.status == 200, "\(target): \(answer.text)")
        let json = try JSON(Data(answer.body))
        return (json["data"]?.elements ?? [], json["next"]?.string)
    }

    /// The rows of all pages, from one on; between two pages `pause` happens.
    func rows(_ path: String, _ query: String, pause: () throws -> Void = {}) async throws -> [JSON] {
        var (rows, next) = ([JSON](), Optional(query))
        while let query = next {
            let page = try await page(path + query)
            rows += page.rows
            next = page.next
            if next != nil { try pause() }
        }
        return rows
    }
}
