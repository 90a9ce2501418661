import Config
import Glibc
import MosaicTestKit
import NIOCore
import NIOPosix
import Testing
import Threads

@testable import Web

/// Servers on sockets that listen already.
@Suite
struct PassedSocketTests {
    /// A socket that listens on a free port of 127.0.0.1.
    private func listening() throws -> CInt {
        let made = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        try #require(made >= 0 && listen(made, 1) == 0)
        return made
    }

    @Test func `a server listens on a socket that it was given, beside its addresses`() async throws {
        let service = TestService()
        let server = try await WebServer.bind(
            to: [ListenAddress(host: "127.0.0.1", port: 0)], sockets: [try listening()], site: service.site,
            logger: TestService.silent)
        #expect(server.addresses.count == 2)
        let port = try #require(server.addresses.last?.port)
        try await service.running(server) { _ in
            try await RawClient.connected(to: port) { try await $0.expectHealthy() }
        }
    }

    @Test func `who connects while no server accepts is answered by the next one`() async throws {
        let socket = try listening()
        let kept = dup(socket)
        let service = TestService()
        let first = try await WebServer.bind(to: [], sockets: [socket], site: service.site, logger: TestService.silent)
        let port = try #require(first.addresses.first?.port)
        try await service.running(first) { server in
            await server.stop()
            try await server.waitForEnd()
        }
        try await RawClient.connected(to: port) { client in
            let second = try await WebServer.bind(
                to: [], sockets: [kept], site: service.site, logger: TestService.silent)
            try await service.running(second) { _ in try await client.expectHealthy() }
        }
    }

    @Test func `a pulse is felt again once all threads have answered, and not while one is held`() async throws {
        let (answers, answer) = AsyncStream<Void>.makeStream()
        let pulse = WebPulse { answer.yield() }
        var all = answers.makeAsyncIterator()
        #expect(pulse.isFelt())
        await all.next()
        let isHeld = Monitor(true)
        MultiThreadedEventLoopGroup.singleton.next().execute { isHeld.wait { $0 ? nil : () } }
        #expect(pulse.isFelt())
        for _ in 0..<100 { #expect(!pulse.isFelt()) }
        isHeld.change { $0 = false }
        await all.next()
        #expect(pulse.isFelt())
    }
}
