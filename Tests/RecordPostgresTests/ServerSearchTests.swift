import MosaicTestKit
import Synchronization
import Testing

@testable import RecordPostgres

/// Which of several servers is asked, and when.
struct ServerSearchTests {
    /// A server as TCP sees one whose processes are frozen: connections are made, and nothing comes.
    private final class FrozenServer: Sendable {
        /// How many connections were made.
        let clients = Mutex(0)
        private let listener: LoopbackListener

        init() throws {
            listener = try LoopbackListener()
            listener.start { [weak self] _ in self?.clients.withLock { $0 += 1 } }
        }

        deinit { listener.stop() }

        var port: Int { listener.port }
    }

    @Test func `a server that is frozen is asked once, and later connections go to the one that did`() throws {
        let frozen = try FrozenServer()
        try withPool(on: [frozen.port, server.get().port]) { pool in
            let ports = try (1...3).map { _ in try Self.port(by: pool) }
            #expect(ports == Array(repeating: try server.get().port, count: 3))
        }
        #expect(frozen.clients.withLock(\.self) == 1)
    }

    @Test func `where the server that did is gone, the others are asked in their order`() throws {
        let server = try server.get()
        let proxy = try CuttingProxy(to: "\(server.folder)/.s.PGSQL.\(server.port)", .cut)
        try withPool(on: [proxy.port, server.port]) { pool in
            let first = try Self.port(by: pool)
            // Behind the proxy the server sees a Unix socket, which has no port.
            #expect(first == 0)
            proxy.stop()
            let later = try (1...2).map { _ in try Self.port(by: pool) }
            #expect(later == [server.port, server.port])
        }
    }

    @Test func `a single server, or one of which none answers at once, has all the time of a connection`() throws {
        let frozen = [try FrozenServer(), try FrozenServer()]
        for (ports, asked) in [([frozen[0].port], [1, 0]), (frozen.map(\.port), [3, 2])] {
            try withPool(on: ports) { pool in
                let failure = try #require(throws: ServerFailure.self) { try Self.port(by: pool) }
                guard case .lost(let why) = failure else { return #expect(Bool(false), "\(failure)") }
                #expect(why.hasSuffix("it did not answer within 0.2 seconds"), "\(why)")
            }
            #expect(frozen.map { $0.clients.withLock(\.self) } == asked)
        }
    }

    private let server = PostgresServer.shared

    /// Runs a body with connections to the servers of some ports.
    private func withPool(on ports: [Int], _ body: (SessionPool) throws -> Void) throws {
        try Databases.withEmpty { database in
            let hosts = ports.map { "127.0.0.1:\($0)" }.joined(separator: ",")
            let isFrozen = try !ports.contains(server.get().port)
            let patience = Patience(
                connecting: isFrozen ? .milliseconds(200) : .seconds(60),
                glance: isFrozen ? .milliseconds(100) : .seconds(2))
            try body(
                SessionPool(
                    ServerAddress("postgresql://mosaic@\(hosts)/\(database)", environment: [:]), patience: patience))
        }
    }

    /// The port of the server that a new connection leads to; 0: it has none.
    private static func port(by pool: SessionPool) throws -> Int {
        pool.drop()
        return try pool.use(beginning: "BEGIN") { session in
            defer { _ = try? session.run("COMMIT") }
            return Int(try session.run("SELECT coalesce(inet_server_port(), 0)").int(0, 0))
        }
    }
}
