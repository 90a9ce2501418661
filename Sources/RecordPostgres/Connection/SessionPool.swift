import Record
import Synchronization

/// Connections to the servers that may have a record, kept from one use to the next.
final class SessionPool: Sendable {
    let address: ServerAddress
    let patience: Patience
    private let free = Mutex<[Link]>([])

    /// A connection that can be kept in a list.
    private final class Link: Sendable {
        let session: Mutex<Session>

        init(_ session: consuming sending Session) { self.session = Mutex(session) }
    }

    /// So many connections are kept; more may be in use.
    private static let keptCount = 4
    /// The oldest server whose words are understood.
    private static let oldestVersion = 140_000

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

    /// A new connection to the first server that will do.
    private func connect() throws -> Session {
        var failures: [(server: ServerAddress.Server, error: ServerFailure)] = []
        var isAnyOther = false
        /// One that will do where no better one answers.
        var secondBest: Session?
        for server in address.servers {
            do {
                var session = try Session.connect(address.keywords(of: server), patience: patience)
                guard session.version >= Self.oldestVersion else {
                    throw ServerFailure.lost(
                        "it is PostgreSQL \(session.version / 10_000); \(Self.oldestVersion / 10_000) or newer is needed"
                    )
                }
                try session.run(script: settings)
                let isStandby = try session.run("SELECT pg_is_in_recovery()").int(0, 0) != 0
                switch address.wanted {
                case .any: return session
                case .primary where !isStandby, .standby where isStandby, .preferStandby where isStandby: return session
                case .preferStandby: secondBest = consume session
                case .primary, .standby: isAnyOther = true
                }
            } catch let error as ServerFailure {
                failures.append((server, error))
            }
        }
        if let session = secondBest.take() { return session }
        // What a server says itself tells more than that another one can't be reached.
        for case (_, let error) in failures {
            if case .told = error { throw error }
        }
        let others = address.wanted == .primary ? "only a standby answers" : "no standby answers"
        guard failures.isEmpty, isAnyOther else {
            let words = failures.map { failure in
                guard case .lost(let why) = failure.error else { return "" }
                return address.servers.count == 1 ? why : "\(failure.server.host): \(why)"
            }
            throw ServerFailure.lost((words + (isAnyOther ? [others] : [])).joined(separator: "; "))
        }
        guard address.wanted == .primary else {
            throw RecordFailure.unreachable(place: address.place, why: "\(others), as target_session_attrs asks for")
        }
        throw RecordFailure.readOnly(
            place: address.place,
            why: "\(others), which can't be written; target_session_attrs=prefer-standby in the address reads it")
    }

    /// A writer that hangs lets the next one have the lock, and one that waits for it does not wait for ever. The server asks
    /// whoever is silent whether its machine is still there, and has given it up after 25 s.
    private var settings: String {
        """
        SET search_path = pg_catalog;
        SET lock_timeout = \(Int(patience.lock / .milliseconds(1)));
        SET idle_in_transaction_session_timeout = '10min';
        SET tcp_keepalives_idle = '10s';
        SET tcp_keepalives_interval = '5s';
        SET tcp_keepalives_count = 3;
        SET client_min_messages = warning;
        SET statement_timeout = 0;
        """
    }
}
