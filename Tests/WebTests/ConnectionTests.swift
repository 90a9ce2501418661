import MosaicTestKit
import Testing

@testable import Web

@Suite("A connection", .timeLimit(.minutes(1)))
struct ConnectionTests {
    private var service = TestService()
    private static let healthy = "GET /-/healthy HTTP/1.1\r\nHost: test\r\n"

    @Test("is kept for further requests")
    func keepAlive() async throws {
        try await talk { client in
            for _ in 0..<3 {
                let answer = try await client.get("/-/healthy")
                #expect(answer.status == 200)
                #expect(answer.fields["connection"] == nil)
            }
        }
    }

    @Test("takes requests before it has answered those before them, and answers in their order")
    func pipelining() async throws {
        try await talk { client in
            let paths = ["/-/healthy", "/-/ready", "/", "/nothing", "/-/healthy"]
            try await client.send(paths.map { "GET \($0) HTTP/1.1\r\nHost: test\r\n\r\n" }.joined())
            for status in [200, 503, 200, 404, 200] { #expect(try await client.answer().status == status) }
        }
    }

    @Test(
        "is closed after the answer where that is wanted",
        arguments: [
            "\(healthy)Connection: close\r\n\r\n", "\(healthy)Connection: Close\r\n\r\n",
            "\(healthy)Connection: upgrade, close\r\n\r\n", "GET /-/healthy HTTP/1.0\r\n\r\n",
            "GET /-/healthy HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
            "\(healthy)Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n\r\n",
        ])
    func close(request: String) async throws {
        try await talk { client in
            try await client.send(request + "\(Self.healthy)\r\n")
            let answer = try await client.answer()
            #expect(answer.text == "Mosaic is healthy.\n")
            #expect(answer.fields["connection"] == "close")
            #expect(try await client.isAtEnd())
        }
    }

    @Test("answers a client that sends no more")
    func halfClosed() async throws {
        try await talk { client in
            try await client.send("\(Self.healthy)\r\n")
            client.finish()
            #expect(try await client.answer().status == 200)
            #expect(try await client.isAtEnd())
        }
    }

    @Test("is closed with a problem document after what is no request", arguments: Nonsense.all)
    func malformed(nonsense: Nonsense) async throws {
        try await talk { client in
            try await client.send(nonsense.bytes)
            let answer = try await client.answer()
            #expect(answer.status == nonsense.status)
            #expect(answer.fields["content-type"] == "application/problem+json")
            #expect(answer.fields["connection"] == "close")
            #expect(answer.text.contains(#""status":\#(nonsense.status)"#))
            #expect(try await client.isAtEnd())
        }
    }

    @Test("answers what came before nonsense first")
    func malformedAfterGood() async throws {
        try await talk { client in
            try await client.send("\(Self.healthy)\r\n\(Self.healthy)\r\nnonsense\r\n\r\n")
            for status in [200, 200, 400] { #expect(try await client.answer().status == status) }
            #expect(try await client.isAtEnd())
        }
    }

    @Test("is closed after a body that turns out to be none, or too large, with one answer")
    func badBody() async throws {
        for body in ["zz\r\n", "200000\r\n" + String(repeating: "x", count: 0x20_0000) + "\r\n0\r\n\r\n"] {
            try await talk { client in
                try await client.send("POST /-/ready HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n")
                #expect(try await client.answer().status == 405)
                // The server may close before it has taken everything.
                try? await client.send(body)
                #expect(try await client.isAtEnd())
            }
        }
    }

    @Test("whose request never ends does not keep others waiting")
    func slowClients() async throws {
        try await service.served { port in
            try await Self.withSlowClients(20, port: port) {
                try await RawClient.connected(to: port) { client in
                    try await client.expectHealthy()
                }
            }
        }
    }

    @Test("whose request does not come in time is closed")
    func idle() async throws {
        var service = service
        service.limits.idle = .milliseconds(50)
        try await service.served { port in
            try await RawClient.connected(to: port) { client in
                try await client.expectHealthy()
                try await client.send("GET /-/heal")
                #expect(try await client.isAtEnd())
            }
        }
    }

    @Test("beyond the limit waits until another closes")
    func limit() async throws {
        var service = service
        service.limits.connections = 1
        try await service.served { port in
            let second = try await RawClient.connected(to: port) { first in
                try await first.expectHealthy()
                let second = Task {
                    try await RawClient.connected(to: port) { client in try await client.get("/-/ready").status }
                }
                try await first.expectHealthy()
                return second
            }
            #expect(try await second.value == 503)
        }
    }

    @Test("with any bytes on it leaves the server serving")
    func random() async throws {
        try await service.served { port in
            var generator = SeededGenerator(seed: 9831)
            let words = [
                "GET ", "POST ", "/", "/metrics", "://", "x://h", "?", "#", "*", " HTTP/1.1", " HTTP/1.0", "\r\n", "\n",
                "Host: a", "Content-Length: 3", "Transfer-Encoding: chunked", "Connection: close", "Upgrade: x",
                "Connection: upgrade", "Expect: 100-continue", "\u{0}", "省", ":", "3\r\nabc\r\n", "0\r\n\r\n",
                "\r\n\r\n",
            ]
            for _ in 0..<200 {
                let text = (0..<Int.random(in: 1...14, using: &generator)).map { _ in
                    words.randomElement(using: &generator) ?? ""
                }.joined()
                try await RawClient.connected(to: port) { client in
                    try? await client.send(text)
                    client.finish()
                    while (try? await client.answer()) != nil {}
                }
            }
            try await RawClient.connected(to: port) { client in
                try await client.expectHealthy()
            }
        }
    }

    private func talk(_ body: (inout RawClient) async throws -> Void) async throws {
        try await service.served { port in try await RawClient.connected(to: port, body) }
    }

    private static func withSlowClients(
        _ count: Int, port: Int, _ body: () async throws -> Void
    ) async throws {
        guard count > 0 else { return try await body() }
        try await RawClient.connected(to: port) { client in
            try await client.send("GET /metrics HTTP/1.1\r\nHost:")
            try await withSlowClients(count - 1, port: port, body)
        }
    }
}
