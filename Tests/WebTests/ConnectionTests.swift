import MosaicTestKit
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(20)))
struct ConnectionTests {
    private let service = TestService()
    private static let healthy = "GET /-/healthy HTTP/1.1\r\nHost: test\r\n"

    @Test func `a connection is kept for further requests`() async throws {
        try await talk { client in
            for _ in 0..<3 {
                let answer = try await client.get("/-/healthy")
                #expect(answer.status == 200)
                #expect(answer.fields["connection"] == nil)
            }
        }
    }

    @Test func `requests that come before the answers to earlier ones are answered in their order`() async throws {
        try await talk { client in
            let paths = ["/-/healthy", "/-/ready", "/", "/nothing", "/-/healthy"]
            try await client.send(paths.map { "GET \($0) HTTP/1.1\r\nHost: test\r\n\r\n" }.joined())
            for status in [200, 503, 200, 404, 200] { #expect(try await client.answer().status == status) }
        }
    }

    @Test func `an answer to HEAD has no body, so that the next answer begins behind it`() async throws {
        try await talk { client in
            for path in ["/", "/-/healthy", "/nothing"] {
                let head = try await client.get(path, method: "HEAD")
                #expect(head.fields["content-length"] != "0")
                #expect(try await client.get("/-/healthy").status == 200)
            }
        }
    }

    @Test func `an answer of millions of bytes comes whole`() async throws {
        try service.publish(mebibytes: 8)
        try await talk { client in
            let answer = try await client.get("/metrics")
            #expect(answer.body.count > 8 << 20)
            #expect(answer.text.contains("process_start_time_seconds 0\n"))
        }
    }

    @Test func `a target in absolute form is that of its path`() async throws {
        try await talk { client in
            let answer = try await client.get("http://test/-/healthy?a=b")
            #expect(answer.text == "Mosaic is healthy.\n")
        }
    }

    @Test func `a request that waits for a thread of its own keeps its connection in order`() async throws {
        try service.publish()
        try await talk { client in
            let paths = ["/api/v1/gaps", "/-/healthy", "/api/v1/gaps?state=x"]
            try await client.send(paths.map { "GET \($0) HTTP/1.1\r\nHost: test\r\n\r\n" }.joined())
            for status in [200, 200, 400] { #expect(try await client.answer().status == status) }
        }
    }

    @Test func `a client that sends no more is answered`() async throws {
        try await talk { client in
            try await client.send("\(Self.healthy)\r\n")
            client.finish()
            #expect(try await client.answer().status == 200)
            #expect(try await client.isAtEnd())
        }
    }

    @Test func `requests before nonsense are answered first`() async throws {
        try await talk { client in
            try await client.send("\(Self.healthy)\r\n\(Self.healthy)\r\nnonsense\r\n\r\n")
            for status in [200, 200, 400] { #expect(try await client.answer().status == status) }
            #expect(try await client.isAtEnd())
        }
    }

    @Test func `a body that turns out to be none, or too large, is answered once and closes the connection`()
        async throws
    {
        let large = "200000\r\n" + String(repeating: "x", count: 0x20_0000) + "\r\n0\r\n\r\n"
        for (path, body, status) in [
            ("/-/ready", "zz\r\n", 405), ("/-/ready", large, 405), ("/taken", "zz\r\n", 400), ("/taken", large, 413),
        ] {
            try await talk { client in
                try await client.send("POST \(path) HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n")
                if status != 405 { try? await client.send(body) }
                #expect(try await client.answer().status == status)
                if status != 405 { return }
                // The server may close before it has taken everything.
                try? await client.send(body)
                #expect(try await client.isAtEnd())
            }
        }
    }

    @Test func `a request that never ends keeps no other client waiting`() async throws {
        try await service.served { port in
            try await Self.withSlowClients(20, port: port) {
                try await RawClient.connected(to: port) { client in
                    try await client.expectHealthy()
                }
            }
        }
    }

    @Test func `beyond the limit a connection that has asked nothing gives way, before one that was answered`()
        async throws
    {
        var limits = WebLimits()
        limits.connections = 2
        let service = TestService(limits: limits)
        let server = try await service.bind()
        try await service.running(server) { running in
            let port = running.port
            try await RawClient.connected(to: port) { answered in
                try await answered.expectHealthy()
                try await RawClient.connected(to: port) { silent in
                    // Two loops serve connections: who connects first is not sure to be the first in the register.
                    while server.register.count < 2 { await Task.yield() }
                    try await RawClient.connected(to: port) { client in try await client.expectHealthy() }
                    #expect(try await silent.isAtEnd())
                }
                try await answered.expectHealthy()
            }
        }
    }

    @Test func `beyond the limit a connection waits while all others are being answered`() async throws {
        var limits = WebLimits()
        limits.connections = 1
        let service = TestService(limits: limits)
        try service.publish(mebibytes: 24)
        try await service.served { port in
            let second = try await RawClient.connected(to: port) { first in
                try await first.send("GET /metrics HTTP/1.1\r\nHost: test\r\n\r\n")
                try await first.waitForBytes()
                let second = Task {
                    try await RawClient.connected(to: port) { client in try await client.get("/-/ready").status }
                }
                #expect(try await first.answer().body.count > 24 << 20)
                return second
            }
            #expect(try await second.value == 200)
        }
    }

    @Test func `whatever bytes clients send, the server goes on serving`() async throws {
        try await service.served { port in
            var generator = SeededGenerator(seed: 9831)
            let words = [
                "GET ", "POST ", "/", "/metrics", "://", "x://h", "?", "#", "*", " HTTP/1.1", " HTTP/1.0", "\r\n", "\n",
                "Host: a", "Content-Length: 3", "Transfer-Encoding: chunked", "Connection: close", "Upgrade: x",
                "Connection: upgrade", "Expect: 100-continue", "\u{0}", "省", ":", "3\r\nabc\r\n", "0\r\n\r\n",
                "\r\n\r\n",
            ]
            let texts = (0..<200).map { _ in
                (0..<Int.random(in: 1...14, using: &generator)).map { _ in
                    words.randomElement(using: &generator) ?? ""
                }.joined()
            }
            // At the same time: one after the other they would wait for each other's turns on a machine that is busy.
            try await withThrowingTaskGroup { group in
                for text in texts {
                    group.addTask {
                        try await RawClient.connected(to: port) { client in
                            try? await client.send(text)
                            client.finish()
                            while (try? await client.answer()) != nil {}
                        }
                    }
                }
                try await group.waitForAll()
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
