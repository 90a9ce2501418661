import HTTPTypes
import HummingbirdCore
import NIOCore
import Testing

@testable import Web

/// Answers that are made for one client each, while clients don't take them.
@Suite
struct AnswerBudgetTests {
    private let service: TestService

    init() throws {
        var limits = WebLimits()
        (limits.ownBytes, limits.smallBytes) = (3000, 100)
        service = TestService(limits: limits, routes: RouteTable(RouteTable.mosaic.routes + [Self.route]))
        try service.publish()
    }

    /// Answers with as many bytes as the path says.
    private static let route = Route(
        "/bytes/{count}", title: "Bytes",
        [
            .get: .work { (request, _) throws(Problem) in
                Response(text: String(repeating: "a", count: request.path["count"].flatMap { Int($0) } ?? 0))
            }
        ])

    private func held(_ count: Int, method: HTTPRequest.Method = .get) async -> Response {
        let request = Request(
            head: HTTPRequest(
                method: method, scheme: nil, authority: "test", path: "/bytes/\(count)", headerFields: [:]),
            body: RequestBody(buffer: ByteBuffer()))
        return await service.site.answer(request).response
    }

    @Test func `what clients don't take leaves no room for more, but for small answers and scrapes`() async throws {
        var answers = [await held(1000), await held(1000), await held(1000)]
        #expect(answers.map(\.status) == [.ok, .ok, .ok])
        let refused = try await service.ask("/bytes/101")
        #expect(refused.status == 503)
        #expect(refused.fields["retry-after"] == "1")
        #expect(refused.text.contains("slow clients"))
        #expect(try await service.ask("/bytes/100").status == 200)
        #expect(try await service.ask("/metrics").status == 200)
        answers.removeLast()
        #expect(try await service.ask("/bytes/1000").text.utf8.count == 1000)
        #expect(try await service.ask("/bytes/1001").status == 503)
    }

    @Test func `a single answer may be larger than all room, and what is sent makes room`() async throws {
        for _ in 0..<3 { #expect(try await service.ask("/bytes/5000").text.utf8.count == 5000) }
    }

    @Test func `an answer to HEAD takes no room`() async throws {
        let heads = [await held(2000, method: .head), await held(2000, method: .head)]
        #expect(heads.map { $0.headers[.contentLength] } == ["2000", "2000"])
        #expect(try await service.ask("/bytes/3000").status == 200)
    }

    @Test func `an answer counts until its client has taken it`() async throws {
        var limits = WebLimits()
        limits.ownBytes = 60_000_000
        let service = TestService(limits: limits, routes: RouteTable(RouteTable.mosaic.routes + [Self.route]))
        try service.publish()
        try await service.served { port in
            try await RawClient.connected(to: port) { first in
                try await first.send("GET /bytes/40000000 HTTP/1.1\r\nHost: test\r\n\r\n")
                try await first.waitForBytes()
                try await RawClient.connected(to: port) { second in
                    let refused = try await second.get("/bytes/40000000")
                    #expect(refused.status == 503)
                    #expect(try await second.get("/bytes/1000").status == 200)
                    #expect(try await second.get("/metrics").status == 200)
                    #expect(try await first.answer().body.count == 40_000_000)
                    #expect(try await second.get("/bytes/40000000").body.count == 40_000_000)
                }
            }
        }
    }
}
