import Exposition
import Formats
import HTTPTypes
import MosaicTestKit
import Synchronization
import Testing

@testable import Web

@Suite
struct ScrapeTests {
    private let service = TestService()
    private static let snapshot =
        "# HELP mosaic_test_snapshot A test.\n# TYPE mosaic_test_snapshot gauge\nmosaic_test_snapshot"
    private static let openMetricsSnapshot =
        "# TYPE mosaic_test_snapshot gauge\n# HELP mosaic_test_snapshot A test.\nmosaic_test_snapshot"

    @Test func `a scrape is the snapshot, the service and the process, in this order`() async throws {
        try service.publish()
        let answer = try await service.ask("/metrics")
        #expect(answer.status == 200)
        #expect(answer.fields["content-type"] == MetricsNegotiationTests.text)
        #expect(answer.fields["vary"] == "Accept, Accept-Encoding")
        #expect(answer.fields["content-encoding"] == nil)
        #expect(answer.text.hasPrefix(Self.snapshot))
        let positions = ["mosaic_test_snapshot 1", "mosaic_test_service 2", "process_start_time_seconds 0"].map {
            answer.text.firstRange(of: $0)?.lowerBound
        }
        #expect(positions.allSatisfy { $0 != nil })
        #expect(positions.compactMap(\.self) == positions.compactMap(\.self).sorted())
        #expect(!answer.text.contains("# EOF"))
    }

    @Test func `a scrape in OpenMetrics ends with the mark of its end`() async throws {
        try service.publish()
        let answer = try await service.ask(
            "/metrics", [.accept: "application/openmetrics-text;version=1.0.0;escaping=dots"])
        #expect(answer.fields["content-type"] == "\(MetricsNegotiationTests.openMetrics); escaping=dots")
        #expect(answer.text.hasPrefix(Self.openMetricsSnapshot))
        #expect(answer.text.hasSuffix("\n# EOF\n"))
        #expect(answer.text.ranges(of: "# EOF").count == 1)
    }

    @Test func `several fields of one name count as one field`() async throws {
        try service.publish()
        var fields = HTTPFields()
        fields.append(HTTPField(name: .accept, value: "text/plain;q=0.1"))
        fields.append(HTTPField(name: .accept, value: "application/openmetrics-text;version=1.0.0"))
        let answer = try await service.ask("/metrics", fields)
        #expect(answer.fields["content-type"] == MetricsNegotiationTests.openMetrics)
    }

    @Test func `a scrape with gzip is a member for each part, and unpacks to what comes without`() async throws {
        try service.publish()
        let answer = try await service.ask(
            "/metrics", [.acceptEncoding: "gzip", .accept: "application/openmetrics-text;version=1.0.0"])
        #expect(answer.fields["content-encoding"] == "gzip")
        let members = try #require(gunzip(answer.body)).map { String(decoding: $0, as: UTF8.self) }
        try #require(members.count == 3)
        #expect(members[0] == "\(Self.openMetricsSnapshot) 1\n")
        #expect(members[1].hasSuffix("mosaic_test_service 2\n"))
        #expect(members[2].hasSuffix("\n# EOF\n"))
    }

    @Test func `a form is made when it is first asked for, and not again`() async throws {
        let made = Made()
        let metrics = try TestService.metrics("mosaic_test_snapshot", 1)
        let snapshot = TestService.snapshot(of: metrics) { made.add($0) }
        service.publication.publish(
            TestService.emptySnapshot, of: TestService.origin, snapshot, service: metrics, status: TestService.serving)
        for round in 1...3 {
            for (accept, encoding, form) in [
                ("text/plain", "identity", ExpositionForm(.text, gzipped: false)),
                ("application/openmetrics-text;version=1.0.0", "gzip", ExpositionForm(.openMetrics, gzipped: true)),
            ] {
                let answer = try await service.ask("/metrics", [.accept: accept, .acceptEncoding: encoding])
                #expect(answer.status == 200)
                if round == 1 { #expect(made.forms.last == form) }
            }
        }
        #expect(made.forms.count == 2)
    }

    /// The forms that were made, in order.
    private final class Made: Sendable {
        private let list = Mutex<[ExpositionForm]>([])
        var forms: [ExpositionForm] { list.withLock { $0 } }
        func add(_ form: ExpositionForm) { list.withLock { $0.append(form) } }
    }

    @Test func `a scrape shows what was published last`() async throws {
        for value in [1.0, 2, 3] {
            try service.publish(value: value)
            for encoding in ["identity", "gzip"] {
                let bytes = try await service.ask("/metrics", [.acceptEncoding: encoding]).body
                let first = encoding == "gzip" ? gunzip(bytes)?.first : bytes
                #expect(String(decoding: first ?? [], as: UTF8.self).hasPrefix("\(Self.snapshot) \(Int(value))\n"))
            }
        }
    }

    @Test func `a scrape counts the requests before it by route and status`() async throws {
        try service.publish()
        for path in ["/", "/-/healthy", "/-/healthy", "/x", "/y", "/metrics"] { _ = try await service.ask(path) }
        _ = try await service.ask("/metrics", method: .post)
        let text = try await service.ask("/metrics").text
        for line in [
            #"{route="/",status="200"} 1"#, #"{route="/-/healthy",status="200"} 2"#, #"{route="other",status="404"} 2"#,
            #"{route="/metrics",status="200"} 1"#, #"{route="/metrics",status="405"} 1"#,
        ] {
            #expect(text.contains("mosaic_http_requests_total\(line)\n"))
        }
        #expect(text.contains("mosaic_http_request_duration_seconds_count 7\n"))
    }
}
