import Exposition
import Testing

@testable import Web

@Suite("A scrape", .timeLimit(.minutes(1)))
struct ScrapeTests {
    private let service = TestService()
    private static let snapshot =
        "# HELP mosaic_test_snapshot A test.\n# TYPE mosaic_test_snapshot gauge\nmosaic_test_snapshot"
    private static let openMetricsSnapshot =
        "# TYPE mosaic_test_snapshot gauge\n# HELP mosaic_test_snapshot A test.\nmosaic_test_snapshot"

    @Test("is the snapshot, the service and the process, in this order")
    func text() async throws {
        try service.publish()
        let answer = try await scrape()
        #expect(answer.status == 200)
        #expect(answer.fields["content-type"] == MetricsNegotiationTests.text)
        #expect(answer.fields["vary"] == "Accept, Accept-Encoding")
        #expect(answer.fields["content-encoding"] == nil)
        #expect(answer.text.hasPrefix(Self.snapshot))
        let places = ["mosaic_test_snapshot 1", "mosaic_test_service 2", "process_start_time_seconds 0"].map {
            answer.text.firstRange(of: $0)?.lowerBound
        }
        #expect(places.allSatisfy { $0 != nil })
        #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
        #expect(!answer.text.contains("# EOF"))
    }

    @Test("in OpenMetrics ends with its end")
    func openMetrics() async throws {
        try service.publish()
        let answer = try await scrape("Accept: application/openmetrics-text;version=1.0.0;escaping=dots")
        #expect(answer.fields["content-type"] == "\(MetricsNegotiationTests.openMetrics); escaping=dots")
        #expect(answer.text.hasPrefix(Self.openMetricsSnapshot))
        #expect(answer.text.hasSuffix("\n# EOF\n"))
        #expect(answer.text.ranges(of: "# EOF").count == 1)
    }

    @Test("asks by several fields as by one")
    func severalFields() async throws {
        try service.publish()
        let answer = try await scrape("Accept: text/plain;q=0.1", "Accept: application/openmetrics-text;version=1.0.0")
        #expect(answer.fields["content-type"] == MetricsNegotiationTests.openMetrics)
    }

    @Test("with gzip is one member after the other, which unpack to what comes without")
    func gzip() async throws {
        try service.publish()
        let answer = try await scrape("Accept-Encoding: gzip", "Accept: application/openmetrics-text;version=1.0.0")
        #expect(answer.fields["content-encoding"] == "gzip")
        let members = try #require(gunzip(answer.body)).map { String(decoding: $0, as: UTF8.self) }
        try #require(members.count == 3)
        #expect(members[0] == "\(Self.openMetricsSnapshot) 1\n")
        #expect(members[1].hasSuffix("mosaic_test_service 2\n"))
        #expect(members[2].hasSuffix("\n# EOF\n"))
    }

    @Test("shows what was published last")
    func republished() async throws {
        try service.publish(value: 1)
        try await service.served { [service] port in
            try await RawClient.connected(to: port) { client in
                for value in [1.0, 2, 3] {
                    try service.publish(value: value)
                    for encoding in ["identity", "gzip"] {
                        let answer = try await client.get("/metrics", "Accept-Encoding: \(encoding)")
                        let bytes = answer.body
                        let first = encoding == "gzip" ? gunzip(bytes)?.first : bytes
                        #expect(
                            String(decoding: first ?? [], as: UTF8.self).hasPrefix("\(Self.snapshot) \(Int(value))\n"))
                    }
                }
            }
        }
    }

    @Test("counts the requests before it by route and status")
    func counts() async throws {
        try service.publish()
        let text = try await service.served { port in
            try await RawClient.connected(to: port) { client in
                for path in ["/", "/-/healthy", "/-/healthy", "/x", "/y", "/metrics"] { _ = try await client.get(path) }
                _ = try await client.get("/metrics", method: "POST", "Content-Length: 0")
                return try await client.get("/metrics").text
            }
        }
        for line in [
            #"{route="/",status="200"} 1"#, #"{route="/-/healthy",status="200"} 2"#, #"{route="other",status="404"} 2"#,
            #"{route="/metrics",status="200"} 1"#, #"{route="/metrics",status="405"} 1"#,
        ] {
            #expect(text.contains("mosaic_http_requests_total\(line)\n"))
        }
        #expect(text.contains("mosaic_http_request_duration_seconds_count 7\n"))
    }

    @Test("of millions of bytes comes whole")
    func large() async throws {
        try service.publish(mebibytes: 8)
        let answer = try await scrape()
        #expect(answer.body.count > 8 << 20)
        #expect(answer.text.contains("process_start_time_seconds 0\n"))
    }

    private func scrape(_ fields: String...) async throws -> RawClient.Answer {
        try await service.served { port in
            try await RawClient.connected(to: port) { client in
                try await client.send(
                    (["GET /metrics HTTP/1.1", "Host: test"] + fields).joined(separator: "\r\n") + "\r\n\r\n")
                return try await client.answer()
            }
        }
    }
}
