import Evaluation
import Foundation
import HTTPTypes
import HummingbirdCore
import Indicators
import MosaicTestKit
import NIOCore
import Testing

@testable import Exposition
@testable import Web

/// A scrape of a part: `collect[]`, `indicator` and `region`.
@Suite
struct ScrapeFilterTests {
    private let service: TestService

    init() throws { service = try Self.service() }

    private static func service(limits: WebLimits = WebLimits()) throws -> TestService {
        let service = TestService(limits: limits)
        let snapshot = try GapsRouteTests.snapshot()
        let renderer = SnapshotRenderer(groups: [.indicator, .target], samplesLimit: 1000, timeZone: .gmt)
        service.publication.publish(
            snapshot, of: TestService.origin, try renderer.render(snapshot, at: snapshot.moment.time),
            service: try TestService.metrics("mosaic_test_service", 2), status: TestService.serving)
        return service
    }

    private static let openMetrics: HTTPFields = [.accept: "application/openmetrics-text;version=1.0.0"]

    /// The samples of a text but those of the process, which differ from scrape to scrape.
    private static func samples(_ text: String) -> [Substring] {
        text.split(separator: "\n").filter {
            $0.hasPrefix("mosaic_") && !["mosaic_http_", "mosaic_exposition_size_"].contains(where: $0.hasPrefix)
        }
    }

    @Test(
        arguments: [
            ("collect[]=indicator", ["mosaic_indicator_"], ["mosaic_indicator_info"]),
            ("collect%5B%5D=target&collect%5b%5d=target", ["mosaic_target_"], []),
            ("collect[]=info", ["mosaic_indicator_info", "mosaic_region_info"], []),
            ("collect[]=service", ["mosaic_test_service"], []),
            (
                "collect[]=info&collect[]=service",
                ["mosaic_indicator_info", "mosaic_region_info", "mosaic_test_service"], []
            ),
        ] as [(String, [String], [String])])
    func `collect takes the families of groups, and those alone`(
        query: String, prefixes: [String], but: [String]
    ) async throws {
        let all = Self.samples(try await service.ask("/metrics").text)
        let expected = all.filter { sample in
            prefixes.contains(where: sample.hasPrefix) && !but.contains(where: sample.hasPrefix)
        }
        #expect(!expected.isEmpty && expected.count < all.count)
        for fields in [[:], Self.openMetrics] as [HTTPFields] {
            let answer = try await service.ask("/metrics?\(query)", fields)
            #expect(answer.status == 200)
            #expect(Self.samples(answer.text) == expected)
            #expect(answer.text.contains("process_cpu_seconds") == query.contains("service"))
            #expect(answer.text.hasSuffix("# EOF\n") == !fields.isEmpty)
            #expect(answer.fields["content-length"] == String(answer.body.count))
            #expect(answer.fields["vary"] == "Accept, Accept-Encoding")
        }
    }

    @Test(
        arguments: [
            ("region=CN-NX", ["CN-NX"]), ("region=%E5%AE%81%E5%A4%8F", ["CN-NX"]), ("region=ningxia", ["CN-NX"]),
            ("region=CN", ["CN"]), ("region=CN&region=CN-NX&region=CN", ["CN", "CN-NX"]),
            ("region=CN/", ["CN", "CN-NX"]),
            ("indicator=power", ["CN", "CN-NX"]), ("indicator=power&region=CN", ["CN"]),
        ])
    func `region and indicator take the samples that have no such label or one of the values`(
        query: String, regions: [String]
    ) async throws {
        let all = Self.samples(try await service.ask("/metrics").text)
        let expected = all.filter { sample in
            !sample.contains("region=") || regions.contains { sample.contains("region=\"\($0)\"") }
        }
        for encoding in ["identity", "gzip"] {
            let answer = try await service.ask("/metrics?\(query)", [.acceptEncoding: encoding])
            let bytes = encoding == "gzip" ? gunzip(answer.body)?.flatMap(\.self) ?? [] : answer.body
            #expect(Self.samples(String(decoding: bytes, as: UTF8.self)) == expected)
        }
    }

    @Test(
        arguments: [
            ("collect[]=trend", #"unknown group \"trend\"; There are: indicator, target, forecast, info, service"#),
            ("collect[]=", #"unknown group \"\"; There are: indicator, target, forecast, info, service"#),
            ("collect[]=targt", #"unknown group \"targt\"; did you mean \"target\"? There are: indicator, target,"#),
            ("collect=target", #"unknown parameter \"collect\"; did you mean \"collect[]\"?"#),
            ("indicator=powr", #"unknown indicator \"powr\"; did you mean \"power\"? There are: power"#),
            ("region=CN-ZZZZZ", #"unknown region \"CN-ZZZZZ\"; There are: CN, CN-NX"#),
            ("region=Ninxia", #"unknown region \"Ninxia\"; did you mean \"Ningxia\" (CN-NX)? There are: CN, CN-NX"#),
            ("region=CN&region=%FF", #"\"region=%FF\" in the query is not percent-encoded UTF-8."#),
        ])
    func `what is not known is an error that names what is`(query: String, detail: String) async throws {
        let answer = try await service.ask("/metrics?\(query)")
        #expect(answer.status == 400)
        #expect(answer.fields["content-type"] == "application/problem+json")
        #expect(answer.text.contains(#""detail":"\#(detail)"#), "\(answer.text)")
    }

    @Test func `a thousand filters are one answer, or one error of a bounded length`() async throws {
        let one = try await service.ask("/metrics?region=CN").text
        let same = Array(repeating: "region=CN", count: 1000).joined(separator: "&")
        #expect(Self.samples(try await service.ask("/metrics?\(same)").text) == Self.samples(one))
        let unknown = (0..<1000).map { "indicator=x\($0)" }.joined(separator: "&")
        let answer = try await service.ask("/metrics?\(unknown)")
        #expect(answer.status == 400)
        #expect(answer.body.count < 4096)
    }

    @Test func `answers of their own that are not sent yet leave no room for more, and scrapes of everything go on`()
        async throws
    {
        var limits = WebLimits()
        (limits.ownBytes, limits.smallBytes) = (100, 10)
        let service = try Self.service(limits: limits)
        let request = Request(
            head: HTTPRequest(
                method: .get, scheme: nil, authority: "test", path: "/metrics?region=CN", headerFields: [:]),
            body: RequestBody(buffer: ByteBuffer()))
        var held: Response? = await service.site.answer(request).response
        #expect(held?.status == .ok)
        let refused = try await service.ask("/metrics?region=CN")
        #expect(refused.status == 503)
        #expect(refused.fields["retry-after"] == "1")
        #expect(try await service.ask("/metrics").status == 200)
        held = nil
        #expect(try await service.ask("/metrics?region=CN").status == 200)
        #expect(try await service.ask("/metrics?region=CN").status == 200)
    }
}
