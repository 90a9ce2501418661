import Evaluation
import Exposition
import Formats
import Indicators
import Reports
import Statistics
import Testing

@testable import Exposition
@testable import Web

@Suite
struct GapsRouteTests {
    private let service = TestService()

    /// Targets of two regions, one of them binding.
    static func snapshot() throws -> Snapshot {
        func target(_ id: Identifier<Target>, _ region: Identifier<Region>, attribute: String? = nil) throws -> Target {
            Target(
                id: id, series: SeriesKey(indicator: "power", region: region),
                terms: try TargetTerms(kind: .atLeast, baseYear: 2020, targetYear: 2025, targetValue: 100),
                attribute: attribute)
        }
        let regions = [("CN", "China", "中国", Region.Kind.nation), ("CN-NX", "Ningxia", "宁夏", .autonomousRegion)].map {
            Region(id: Identifier($0), gbCode: nil, name: ["en": $1, "zh": $2], kind: $3)
        }
        let catalog = Catalog(
            regions: regions,
            indicators: [
                Indicator(
                    id: "power", title: ["en": "Power", "zh": "算力"],
                    unit: UnitOfMeasure(standingAlone: "PFLOPS"), direction: .more, measure: .level)
            ],
            targetRows: [
                try target("cn", "CN"), try target("nx", "CN-NX"),
                try target("nx-bound", "CN-NX", attribute: "binding"),
            ])
        func series(_ region: Identifier<Region>, _ values: [(Int, Double)]) throws -> Series {
            Series(
                key: SeriesKey(indicator: "power", region: region),
                observations: try values.map { year, value in
                    let period = try #require(Period(year: year))
                    return try #require(Observation(period: period, value: value))
                })
        }
        return Evaluator(catalog: catalog).snapshot(
            of: [try series("CN", [(2020, 50), (2025, 120)]), try series("CN-NX", [(2020, 1), (2025, 7.25)])],
            at: EvaluationMoment(
                asOfYear: 2026, day: CalendarDate(daysSince1970: 20_513), time: Timestamp(microseconds: 0)))
    }

    private func publish(_ snapshot: Snapshot) throws {
        let metrics = try TestService.metrics("mosaic_test_snapshot", 1)
        service.publication.publish(
            snapshot, of: TestService.origin, TestService.snapshot(of: metrics), service: metrics,
            status: TestService.serving)
    }

    private func data(_ reports: [GapReport]) -> String {
        var bytes: [UInt8] = []
        JSONValue.array(reports.map { JSONValue($0) }).append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `the gaps are those of the snapshot, binding ones first, in one page`() async throws {
        let snapshot = try Self.snapshot()
        try publish(snapshot)
        let answer = try await service.ask("/api/v1/gaps")
        #expect(answer.status == 200)
        #expect(answer.fields["content-type"] == "application/json")
        #expect(answer.fields["cache-control"] == "no-cache")
        #expect(answer.text == #"{"data":\#(data(GapReport.all(of: snapshot))),"next":null}"# + "\n")
        #expect(answer.text.hasPrefix(#"{"data":[{"target":"nx-bound","indicator":"power","region":"CN-NX","#))
    }

    @Test(
        arguments: [
            ("", ["nx-bound", "cn", "nx"]), ("?region=CN", ["cn"]), ("?region=%E5%AE%81%E5%A4%8F", ["nx-bound", "nx"]),
            ("?state=met", ["cn"]), ("?state=missed&region=ningxia", ["nx-bound", "nx"]),
            ("?state=missed&region=CN", []), ("?region=CN/", ["nx-bound", "cn", "nx"]), ("?level=nation", ["cn"]),
            ("?region=China/&level=province", ["nx-bound", "nx"]),
        ])
    func `state, region and level choose among the gaps`(query: String, expected: [String]) async throws {
        let snapshot = try Self.snapshot()
        try publish(snapshot)
        let chosen = GapReport.all(of: snapshot).filter { expected.contains($0.target.id.rawValue) }
        #expect(chosen.map(\.target.id.rawValue) == expected)
        let answer = try await service.ask("/api/v1/gaps\(query)")
        #expect(answer.text == #"{"data":\#(data(chosen)),"next":null}"# + "\n")
    }

    @Test(
        arguments: [
            ("?state=misse", #"unknown state \"misse\"; did you mean \"missed\"?"#),
            ("?region=Ninxia", #"unknown region \"Ninxia\"; did you mean \"Ningxia\" (CN-NX)?"#),
            ("?level=provinc", #"unknown level \"provinc\"; did you mean \"province\"?"#),
            ("?regoin=CN", #"unknown parameter \"regoin\"; did you mean \"region\"?"#),
        ])
    func `a name that nothing has is an error with the nearest one`(query: String, detail: String) async throws {
        try publish(try Self.snapshot())
        let answer = try await service.ask("/api/v1/gaps\(query)")
        #expect(answer.status == 400)
        #expect(answer.fields["content-type"] == "application/problem+json")
        #expect(answer.text.contains(#""detail":"\#(detail)""#), "\(answer.text)")
    }
}
