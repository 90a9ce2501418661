import Record
import Synchronization

/// Connections to the servers that may have a record, kept from one use to the next.
final class SessionPool: Sendable {
    let address: ServerAddress
    let patience: Patience
    private let free = Mutex<[Link]>([])
    /// The position of the server that did last; nil: none has yet.
    private let lastServer = Mutex<Int?>(nil)

    /// A connection that can be kept in a list.
    private final class Link: Sendable {
        let session: Mutex<Session>

        init(_ session: consuming sending Session) { self.session = Mutex(session) }
    }

    /// So many connections are kept; more may be in use.
    private static let keptCount = 4

    init(_ address: ServerAddress, patience: Patience = .standard) {
        self.address = address
        self.patience = patience
    }

    /// Runs a body with a connection, after the statement that begins its transaction.
    ///
    /// A connection that was kept and can't begin is dropped, and another one taken.
    func use<Result: Sendable>(beginning sql: String, _ body: (inout Session) throws -> Result) throws -> Result {
        while let link = free.withLock({ $0.popLast() }) {
            let isUsable = link.session.withLock { session in
                session.isOpen() && (try? session.run(sql)) != nil
            }
            if isUsable { return try run(body, on: link) }
        }
        let link = Link(try connect())
        try link.session.withLock { session in _ = try session.run(sql) }
        return try run(body, on: link)
    }

    /// Drops all connections: the server that they lead to may have stopped to be the one.
    func drop() { free.withLock { $0.removeAll() } }

    private func run<Result: Sendable>(_ body: (inout Session) throws -> Result, on link: Link) throws -> Result {
        do {
            let result = try link.session.withLock { session in try body(&session) }
            keep(link)
            return result
        } catch {
            // Where the connection is as good as before it is; a transaction that is open ends with a rollback.
            if let failure = error as? ServerFailure, failure.endsConnection {
                drop()
            } else if link.session.withLock({ session in (try? session.run("ROLLBACK")) != nil }) {
                keep(link)
            }
            throw error
        }
    }

    private func keep(_ link: Link) {
        free.withLock { if $0.count < Self.keptCount { $0.append(link) } }
    }

    /// A new connection to a server that will do.
    private func connect() throws -> Session {
        var search = ServerSearch(of: address, patience: patience, last: lastServer.withLock(\.self))
        let found = try search.find()
        lastServer.withLock { [server = found.server] in $0 = server }
        return found.session
    }
}
