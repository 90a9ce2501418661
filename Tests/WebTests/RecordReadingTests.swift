import FoundationEssentials
import HTTPTypes
import HummingbirdCore
import Indicators
import MosaicTestKit
import Record
import Testing

@testable import Web

/// Routes that read the record.
@Suite
struct RecordReadingTests {
    private let service = TestService(
        routes: RouteTable([
            Route(
                "/batches", title: "Batches",
                [
                    .get: .work { (_, site) throws(Problem) in
                        let batches = try site.reading { (view) throws(RecordFailure) in try view.batches() }
                        return Response(text: "\(batches.map(\.id))")
                    }
                ]),
            Route(
                "/batches/{id}", title: "A batch",
                [
                    .get: .work { (request, site) throws(Problem) in
                        try site.reading { (_) throws(RecordFailure) in
                            throw .noSuchBatch(request.path["id"].flatMap { Int($0) } ?? 0)
                        }
                    }
                ]),
        ]))

    private func append(_ year: Int) throws {
        let row = StatementBuffer.Row(
            series: 0, period: try #require(Period(year: year)),
            content: .figure(value: 1, status: .normal, bound: .equal), published: nil, source: 0, note: -1,
            location: RowLocation(line: 2, field: 3))
        let draft = BatchDraft(
            input: BatchInput(file: "a.csv", sha256: [UInt8](repeating: UInt8(year % 256), count: 32), reading: "csv"),
            isRetraction: false, recordedBy: "test", timeZone: .gmt, allowed: [])
        _ = try service.record.append(
            draft,
            StatementBuffer(series: [SeriesKey(indicator: "power", region: "CN")], texts: ["test"], rows: [row]),
            dryRun: false)
    }

    @Test func `a route reads the record as it is at each request`() async throws {
        #expect(try await service.ask("/batches").text == "[]")
        try append(2024)
        #expect(try await service.ask("/batches").text == "[1]")
        try append(2025)
        #expect(try await service.ask("/batches").text == "[1, 2]")
    }

    @Test func `a batch that the record does not have is not found`() async throws {
        let answer = try await service.ask("/batches/7")
        #expect(answer.status == 404)
        #expect(answer.text.contains("There is no batch 7."))
    }

    @Test func `a record that can't be read is a problem that names no path`() async throws {
        service.record.fail(with: .inputOutput(place: "/var/lib/secret", why: "a page can't be read"))
        let answer = try await service.ask("/batches")
        #expect(answer.status == 503)
        #expect(answer.fields["retry-after"] == "1")
        #expect(answer.fields["content-type"] == "application/problem+json")
        #expect(!answer.text.contains("secret"))
    }
}
