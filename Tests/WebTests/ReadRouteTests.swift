import Evaluation
import Formats
import HTTPTypes
import Indicators
import MosaicTestKit
import Testing

@testable import Exposition
@testable import Web

@Suite
struct ReadRouteTests {
    private let service = TestService()

    private func publish() throws {
        let period = try #require(Period(year: 1970))
        let snapshot = Evaluator(
            catalog: Catalog(
                regions: [Region(id: "CN", gbCode: nil, name: ["en": "China", "zh": "中国"], kind: .nation)],
                indicators: [
                    Indicator(
                        id: "launches", title: ["en": "Launches", "zh": "发射"],
                        unit: UnitOfMeasure(standingAlone: "count"), direction: .more, measure: .level)
                ])
        ).snapshot(
            of: [
                Series(
                    key: SeriesKey(indicator: "launches", region: "CN"),
                    observations: [try #require(Observation(period: period, value: 1))])
            ],
            at: EvaluationMoment(
                asOfYear: 2026, day: CalendarDate(daysSince1970: 20_513), time: Timestamp(microseconds: 0)))
        let metrics = try TestService.metrics("mosaic_test_snapshot", 1)
        service.publication.publish(
            snapshot, of: TestService.origin, TestService.snapshot(of: metrics), service: metrics,
            status: TestService.serving)
    }

    private func ask(_ body: [UInt8], query: String = "") async throws -> Answer {
        try await service.ask("/api/v1/read\(query)", method: .post, [.contentEncoding: "snappy"], bytes: body)
    }

    private static func request(_ pattern: String = ".+") -> [UInt8] {
        RemoteRead.request([(-1_000, 100_000_000_000, [RemoteRead.Matcher("region", "=~", pattern)])])
    }

    @Test func `a remote read is answered with samples in protobuf, packed by Snappy`() async throws {
        try publish()
        let answer = try await ask(Self.request())
        #expect(answer.status == 200)
        #expect(answer.fields["content-type"] == "application/x-protobuf")
        #expect(answer.fields["content-encoding"] == "snappy")
        #expect(answer.fields["cache-control"] == "no-store")
        #expect(try RemoteRead.results(answer.body).map { $0.map(\.values) } == [[[1]]])
    }

    @Test func `what is no remote read is a problem that says what is expected`() async throws {
        try publish()
        for (body, words) in [
            ([], "no block of Snappy"), (Array("{}".utf8), "Expected a ReadRequest of Prometheus"),
            ([UInt8](hexadecimal: "8180801000"), "33554433 bytes; expected 33554432 at most"),
            (SnappyBlock.packed([0xFF]), "no ReadRequest that is understood"),
            (Self.request("a**"), #"the regular expression \"a**\" has a repetition of a repetition"#),
        ] as [([UInt8], String)] {
            let answer = try await ask(body)
            #expect(answer.status == 400)
            #expect(answer.fields["content-type"] == "application/problem+json")
            #expect(answer.text.contains(words), "\(answer.text)")
        }
        #expect(try await ask(Self.request(), query: "?foo=1").status == 400)
        #expect(try await ask([UInt8](repeating: 0, count: 200_000)).status == 413)
        #expect(try await service.ask("/api/v1/read").status == 405)
    }

    @Test func `of ten thousand reads at once some are answered and the others refused, and scrapes go on`()
        async throws
    {
        try publish()
        let service = service
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<10_000 {
                group.addTask {
                    try await service.ask("/api/v1/read", method: .post, [:], bytes: Self.request()).status
                }
            }
            for _ in 0..<20 { #expect(try await service.ask("/metrics").status == 200) }
            var counts: [Int: Int] = [:]
            for try await status in group { counts[status, default: 0] += 1 }
            #expect(Set(counts.keys).isSubset(of: [200, 503]) && counts.values.reduce(0, +) == 10_000)
            #expect(counts[200] ?? 0 > 0)
        }
        #expect(try await ask(Self.request()).status == 200)
    }

    @Test func `before the first evaluation there is nothing to read`() async throws {
        #expect(try await ask(Self.request()).status == 503)
    }
}

/// Remote reads of a vintage.
@Suite
struct ReadRouteVintageTests {
    @Test(arguments: [
        ("", 5), ("?as_of=batch:1", 4), ("?as_of=batch:2", 5), ("?published_by=2024-12-31", 4),
        ("?published_by=2024-05-31", 0),
    ])
    func `a remote read can be of what had been recorded or published by then`(query: String, years: Int) async throws {
        let sample = try ListSample()
        for indicator in ["power", "power|share"] {
            let body = RemoteRead.request([
                (
                    0, 100_000_000_000_000,
                    [
                        RemoteRead.Matcher("__name__", "=", "mosaic_history_value"),
                        RemoteRead.Matcher("indicator", "=~", indicator), RemoteRead.Matcher("region", "=", "CN-NX"),
                    ]
                )
            ])
            let answer = try await sample.service.ask("/api/v1/read\(query)", method: .post, [:], bytes: body)
            #expect(answer.status == 200)
            let series = try #require(RemoteRead.results(answer.body).first)
            #expect(series.map(\.times.count) == (years == 0 ? [] : indicator == "power" ? [years] : [years, years]))
        }
    }

    @Test(arguments: [("?as_of=batch:3", 404), ("?as_of=2024", 400), ("?published_by=x", 400)])
    func `a vintage that there is not is a problem`(query: String, status: Int) async throws {
        let body = RemoteRead.request([(0, 1, [RemoteRead.Matcher("region", "=", "CN")])])
        let answer = try await ListSample().service.ask("/api/v1/read\(query)", method: .post, [:], bytes: body)
        #expect(answer.status == status)
    }
}
