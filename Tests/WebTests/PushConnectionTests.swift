import Foundation
import MosaicTestKit
import NIOCore
import Testing

@testable import Web

/// Files that are pushed through sockets, by clients that are slow, go away or lie.
@Suite struct PushConnectionTests {
    private static let head =
        "POST /api/v1/batches HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer \(PushPlace.token)\r\n"
    private static let length = "Content-Length: \(PushPlace.row.utf8.count)\r\n"

    private func talk(
        _ place: PushPlace, _ body: (inout RawClient) async throws -> Void
    ) async throws {
        try await place.service.served { port in try await RawClient.connected(to: port, body) }
    }

    @Test(arguments: [false, true])
    func `a body comes in pieces, of a length or in chunks`(isChunked: Bool) async throws {
        let place = try PushPlace()
        try await talk(place) { client in
            try await client.send(Self.head + (isChunked ? "Transfer-Encoding: chunked\r\n\r\n" : Self.length + "\r\n"))
            for character in PushPlace.row {
                try await client.send(isChunked ? "1\r\n\(character)\r\n" : "\(character)")
            }
            if isChunked { try await client.send("0\r\n\r\n") }
            let answer = try await client.answer()
            #expect(answer.status == 201, "\(answer.text)")
            try await client.expectHealthy()
        }
        #expect(try place.batches == 1)
    }

    @Test(arguments: ["Content-Length: 1000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n"])
    func `a client that goes away in the middle leaves nothing`(kind: String) async throws {
        let place = try PushPlace()
        let isChunked = kind.hasPrefix("T")
        let size = String(PushPlace.row.utf8.count, radix: 16)
        let sent = Self.head + kind + (isChunked ? "\(size)\r\n\(PushPlace.row)\r\n" : PushPlace.row)
        try await place.service.served { port in
            // It closes whole, and half.
            try await RawClient.connected(to: port) { client in try await client.send(sent) }
            try await RawClient.connected(to: port) { client in
                try await client.send(sent)
                client.finish()
                _ = try? await client.answer()
            }
            try await RawClient.connected(to: port) { client in
                let answer = try await client.get("/-/healthy")
                #expect(answer.status == 200)
            }
        }
        #expect(try place.batches == 0)
    }

    @Test func `a client that waits to be asked for its body is asked, unless it has no token`() async throws {
        let place = try PushPlace()
        let expect = "Expect: 100-continue\r\n"
        try await talk(place) { client in
            try await client.send(Self.head + Self.length + expect + "\r\n")
            #expect(try await client.answer(toHead: true).status == 100)
            try await client.send(PushPlace.row)
            #expect(try await client.answer().status == 201)
        }
        try await talk(place) { client in
            try await client.send(
                "POST /api/v1/batches HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer x\r\n\(Self.length)\(expect)\r\n")
            #expect(try await client.answer().status == 401)
        }
    }

    @Test func `a body that is too large is refused by its length, or when it is`() async throws {
        var limits = WebLimits()
        limits.fileBytes = 100
        let place = try PushPlace(limits: limits)
        try await talk(place) { client in
            try await client.send(Self.head + "Content-Length: 101\r\n\r\n")
            #expect(try await client.answer().status == 413)
        }
        try await talk(place) { client in
            try await client.send(Self.head + "Transfer-Encoding: chunked\r\n\r\n")
            try await client.send("65\r\n" + String(repeating: "x", count: 101) + "\r\n")
            #expect(try await client.answer().status == 413)
        }
        #expect(try place.batches == 0)
    }

    @Test func `a body that comes too slowly ends its connection`() throws {
        let place = try PushPlace()
        let wire = try Wire(site: place.service.site)
        try wire.send(Self.head + "Content-Length: 10000000\r\n\r\n")
        for _ in 0..<5 {
            wire.pass(wire.limits.exchange / 5 - .milliseconds(1))
            #expect(!wire.isClosed)
            try wire.send("x")
        }
        wire.pass(.milliseconds(10))
        #expect(wire.isClosed)
    }

    @Test func `a large body that keeps coming has time, and so has the writing of it`() throws {
        let place = try PushPlace()
        let wire = try Wire(site: place.service.site)
        let step = wire.limits.fileStep
        try wire.send(Self.head + "Content-Length: \(3 * step)\r\n\r\n")
        for _ in 0..<3 {
            wire.pass(wire.limits.exchange - .milliseconds(1))
            #expect(!wire.isClosed)
            try wire.send(String(repeating: "x", count: step))
        }
        wire.pass(wire.limits.writing)
        #expect(!wire.isClosed)
    }
}
