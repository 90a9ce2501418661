import Record

/// A search for a server that will do, among those of an address.
///
/// The one that did last comes first, then the others in their order. Of several each has but a moment at first: one that is
/// frozen does not hold up the others. Where none of them does in that time, the silent ones are asked once more, with patience.
struct ServerSearch {
    private let address: ServerAddress
    private let patience: Patience
    /// The positions of the servers, in the order in which they are tried.
    private let order: [Int]
    private var failures: [Int: ServerFailure] = [:]
    private var isAnyOther = false

    /// The oldest server whose words are understood.
    private static let oldestVersion = 140_000

    /// - Parameter last: the position of the server that did last; nil: none has yet.
    init(of address: ServerAddress, patience: Patience, last: Int?) {
        self.address = address
        self.patience = patience
        order = address.servers.indices.sorted { ($0 == last ? -1 : $0) < ($1 == last ? -1 : $1) }
    }

    /// A connection that is set up, and the position of its server.
    struct Found: ~Copyable {
        let session: Session
        let server: Int
    }

    /// Looks for one.
    /// - Throws: ``ServerFailure`` or ``RecordFailure`` where none will do.
    mutating func find() throws -> Found {
        if order.count > 1, let found = try find(among: order, within: patience.glance) { return found }
        let silent = order.count > 1 ? order.filter { failures[$0] == .silence(of: patience.glance) } : order
        if let found = try find(among: silent, within: patience.connecting) { return found }
        throw failure
    }

    private mutating func find(
        among servers: [Int], within wait: Duration
    ) throws -> Found? {
        /// One that will do where no better one answers.
        var secondBest: Found?
        for server in servers {
            failures[server] = nil
            do {
                var session = try Session.connect(
                    address.keywords(of: address.servers[server]), patience: patience, within: wait)
                guard session.version >= Self.oldestVersion else {
                    throw ServerFailure.unusable(
                        "it is on PostgreSQL \(session.version / 10_000); \(Self.oldestVersion / 10_000) or newer is needed"
                    )
                }
                try session.run(script: settings)
                let isStandby = try session.run("SELECT pg_is_in_recovery()").int(0, 0) != 0
                switch address.wanted {
                case .any: return Found(session: session, server: server)
                case .primary where !isStandby, .standby where isStandby, .preferStandby where isStandby:
                    return Found(session: session, server: server)
                case .preferStandby: secondBest = Found(session: session, server: server)
                case .primary, .standby: isAnyOther = true
                }
            } catch let error as ServerFailure {
                failures[server] = error
            }
        }
        return secondBest
    }

    /// Why none will do. What a server says itself tells more than that another one can't be reached. That one can't be used
    /// counts where no other may come: else it is waited for.
    private var failure: any Error {
        let failures = failures.sorted { $0.key < $1.key }
        for (_, error) in failures {
            switch error {
            case .told, .address: return error
            case .lost, .damage, .unusable: break
            }
        }
        let unusable = failures.map(\.value).filter { if case .unusable = $0 { true } else { false } }
        if !isAnyOther, unusable.count == failures.count, let first = unusable.first { return first }
        let others = address.wanted == .primary ? "only a standby answers" : "no standby answers"
        guard failures.isEmpty, isAnyOther else {
            let words = failures.map { server, failure in
                switch failure {
                case .lost(let why), .unusable(let why):
                    address.servers.count == 1 ? why : "\(address.servers[server].host): \(why)"
                case .told, .damage, .address: ""
                }
            }
            return ServerFailure.lost((words + (isAnyOther ? [others] : [])).joined(separator: "; "))
        }
        guard address.wanted == .primary else {
            return RecordFailure.unreachable(
                place: address.place, why: "\(others), as target_session_attrs asks for")
        }
        return RecordFailure.readOnly(
            place: address.place,
            why: "\(others), which can't be written; target_session_attrs=prefer-standby in the address reads it")
    }

    /// A reader that hangs does not hold a state of the record for ever, and a writer does not wait for the lock for ever.
    /// The server asks whoever is silent whether its machine is still there, and has given it up after 25 s.
    private var settings: String {
        """
        SET search_path = pg_catalog;
        SET lock_timeout = \(patience.lock.milliseconds);
        SET idle_in_transaction_session_timeout = '10min';
        SET tcp_keepalives_idle = '10s';
        SET tcp_keepalives_interval = '5s';
        SET tcp_keepalives_count = 3;
        SET client_min_messages = warning;
        SET statement_timeout = 0;
        """
    }
}

extension Duration {
    /// In whole milliseconds.
    var milliseconds: Int { Int(self / .milliseconds(1)) }
}
