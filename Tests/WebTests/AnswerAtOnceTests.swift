import Testing

@testable import Web

/// Requests that their connection answers itself, without a socket.
@Suite
struct AnswerAtOnceTests {
    private static let scrape = "GET /metrics HTTP/1.1\r\nHost: test\r\nX-Request-Id: one\r\n\r\n"

    @Test func `a scrape that lies ready is answered at once, as the site answers it`() async throws {
        let service = TestService()
        try service.publish()
        // Who asks first has it made, and what is made is told from the next one on.
        _ = try await service.ask("/metrics")
        let first = try await service.ask("/metrics")
        let wire = try Wire(site: service.site)
        for _ in 1...2 {
            try wire.send(Self.scrape)
            let received = try wire.received()
            #expect(try wire.requests().isEmpty)
            let end = try #require(received.firstRange(of: "\r\n\r\n"))
            let head = received[..<end.lowerBound].split(separator: "\r\n").map(String.init)
            let body = received[end.upperBound...]
            #expect(head.first == "HTTP/1.1 200 OK")
            let names = Set(head.dropFirst().map { $0.split(separator: ":")[0].lowercased() })
            #expect(names == Set(first.fields.keys))
            #expect(head.contains("X-Request-Id: one"))
            #expect(head.contains("Content-Length: \(body.utf8.count)"))
            let families = body.split(separator: "\n").filter { $0.hasPrefix("# HELP") }
            #expect(families == first.text.split(separator: "\n").filter { $0.hasPrefix("# HELP") })
        }
        // It is counted, and told, as any other.
        let last = try await service.ask("/metrics").text
        #expect(last.contains("mosaic_http_requests_total{route=\"/metrics\",status=\"200\"} 4\n"))
        wire.pass(wire.limits.idle - .milliseconds(1))
        #expect(!wire.isClosed)
        wire.pass(.milliseconds(1))
        #expect(wire.isClosed)
    }

    @Test(arguments: [
        "GET /metrics?collect[]=service HTTP/1.1\r\nHost: test\r\n\r\n", "HEAD /metrics HTTP/1.1\r\nHost: test\r\n\r\n",
        "GET /-/healthy HTTP/1.1\r\nHost: test\r\n\r\n", "GET /metrics/ HTTP/1.1\r\nHost: test\r\n\r\n",
    ])
    func `other requests are passed on`(request: String) async throws {
        let service = TestService()
        try service.publish()
        _ = try await service.ask("/metrics")
        let wire = try Wire(site: service.site)
        try wire.send(request)
        #expect(try wire.received().isEmpty)
        #expect(try wire.requests().count == 1)
    }

    @Test func `a scrape is passed on that is not made, or behind another request, or to who takes nothing`()
        async throws
    {
        let service = TestService()
        try service.publish()
        let wire = try Wire(site: service.site)
        try wire.send(Self.scrape)
        #expect(try wire.requests() == ["GET /metrics"])
        _ = try await service.ask("/metrics")
        // Answers keep the order of their requests.
        try wire.send(Self.scrape)
        #expect(try wire.requests() == ["GET /metrics"])
        try wire.respond()
        try wire.respond()
        _ = try wire.received()
        wire.isWritable = false
        try wire.send(Self.scrape)
        #expect(try wire.requests() == ["GET /metrics"])
        try wire.respond()
        wire.isWritable = true
        try wire.send(Self.scrape)
        #expect(try wire.requests().isEmpty)
    }

    @Test func `a scrape that is to be the connection's last ends it behind its answer`() async throws {
        let service = TestService()
        try service.publish()
        _ = try await service.ask("/metrics")
        let wire = try Wire(site: service.site)
        try wire.send("GET /metrics HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
        #expect(try wire.received().contains("connection: close\r\n"))
        #expect(wire.isOutputClosed)
    }
}
