import Config
import NIOCore
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(20)))
struct WebServerTests {
    private let service = TestService()
    private static let anyPort = ListenAddress(host: "127.0.0.1", port: 0)

    @Test func `a server says which port it was given`() async throws {
        let server = try await service.bind()
        #expect(server.addresses.count == 1)
        #expect(server.addresses.allSatisfy { $0.host == "127.0.0.1" && $0.port > 0 })
        try await service.running(server) { _ in }
    }

    @Test func `a server listens on several addresses`() async throws {
        let server = try await service.bind([Self.anyPort, ListenAddress(host: "localhost", port: 0), Self.anyPort])
        let ports = server.addresses.map(\.port)
        #expect(Set(ports).count == 3)
        try await service.running(server) { _ in
            for port in [ports[0], ports[2]] {
                try await RawClient.connected(to: port) { client in
                    try await client.expectHealthy()
                }
            }
        }
    }

    @Test func `an address that is in use is known before the server runs, which then listens on none`() async throws {
        let first = try await service.bind()
        let taken = try #require(first.addresses.first)
        let free = try #require(try await freed())
        let error = await #expect(throws: ListenError.self) { try await service.bind([free, taken]) }
        #expect(error == ListenError(address: taken, reason: .inUse))
        #expect(
            error?.description
                == "can't listen on \(taken): the address is in use; stop what has it, or choose another port")
        // The one before it is free again.
        try await service.running(try await service.bind([free])) { _ in }
        try await service.running(first) { _ in }
    }

    @Test(
        arguments: [
            (ListenAddress(host: "192.0.2.1", port: 0), ListenError.Reason.notAvailable),
            (ListenAddress(host: "no-such-host.invalid", port: 0), .unknownHost),
        ])
    func `an address that can't be listened on is an error that says why`(
        address: ListenAddress, reason: ListenError.Reason
    ) async {
        let error = await #expect(throws: ListenError.self) { try await service.bind([address]) }
        #expect(error == ListenError(address: address, reason: reason))
    }

    @Test func `a server may be bound and never run`() async throws {
        _ = try await service.bind()
    }

    @Test func `a server that stops closes idle connections at once, and takes no others`() async throws {
        try await service.running(try await service.bind()) { server in
            try await RawClient.connected(to: server.port) { idle in
                try await idle.expectHealthy()
                await server.stop()
                #expect(try await idle.isAtEnd())
            }
            await #expect(throws: (any Error).self) { try await RawClient.connected(to: server.port) { _ in } }
        }
    }

    @Test func `a server that stops sends the answers that it has begun, and closes`() async throws {
        var limits = WebLimits()
        limits.stop = .seconds(30)
        let service = TestService(limits: limits)
        try service.publish(mebibytes: 24)
        try await service.running(try await service.bind()) { server in
            try await RawClient.connected(to: server.port) { client in
                try await client.send("GET /metrics HTTP/1.1\r\nHost: test\r\n\r\n")
                // More than the sockets' buffers: it can't have been sent when the stop begins.
                try await client.waitForBytes()
                await server.stop()
                let answer = try await client.answer()
                #expect(answer.body.count > 24 << 20)
                #expect(answer.text.hasSuffix("\n"))
                #expect(try await client.isAtEnd())
            }
        }
    }

    @Test func `a server that stops waits no longer than it may for a client that takes nothing`() async throws {
        var limits = WebLimits()
        limits.stop = .milliseconds(50)
        let service = TestService(limits: limits)
        try service.publish(mebibytes: 24)
        try await service.running(try await service.bind()) { server in
            try await RawClient.connected(to: server.port) { client in
                try await client.send("GET /metrics HTTP/1.1\r\nHost: test\r\n\r\n")
                try await client.waitForBytes()
                await server.stop()
                try await server.waitForEnd()
                await #expect(throws: (any Error).self) { try await client.answer() }
            }
        }
    }

    /// An address that was free a moment ago, on an interface of which no other test wants any port.
    private func freed() async throws -> ListenAddress? {
        let server = try await service.bind([ListenAddress(host: "127.0.0.2", port: 0)])
        try await service.running(server) { _ in }
        return server.addresses.first
    }
}
