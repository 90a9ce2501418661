internal import Synchronization

/// The connections that are open, of all listeners, and which of them gives way to a new one.
///
/// A connection whose request is being answered never does. Of the others those go first that have had no answer yet, the
/// oldest of them before the rest. So a scraper keeps its connection while others open theirs for nothing.
final class ConnectionRegister: Sendable {
    /// What a connection is doing.
    enum Use: Int, Sendable {
        /// It has had no answer yet.
        case waiting
        /// It has had an answer, and may be used again.
        case idle
        /// A request is being answered.
        case busy
    }

    private struct Entry {
        var use = Use.waiting
        /// Since which change it has been in that use.
        var since: Int
        let close: @Sendable () -> Void
    }

    private struct State {
        var entries: [Int: Entry] = [:]
        var changes = 0
        /// Who waits for room.
        var waiters: [@Sendable () -> Void] = []

        mutating func takeWaiters() -> [@Sendable () -> Void] {
            defer { waiters = [] }
            return waiters
        }

        /// The connection that gives way first; nil: all are busy.
        var first: Int? {
            entries.filter { $0.value.use != .busy }
                .min { ($0.value.use.rawValue, $0.value.since) < ($1.value.use.rawValue, $1.value.since) }?.key
        }
    }

    private let limit: Int
    private let state = Mutex(State())

    /// - Parameter limit: the most connections.
    init(limit: Int) { self.limit = limit }

    /// How many connections are open.
    var count: Int { state.withLock { $0.entries.count } }

    /// Adds a connection; where that is one too many, another one is closed.
    ///
    /// - Returns: its number here.
    func open(_ close: @escaping @Sendable () -> Void) -> Int {
        let (id, leaver) = state.withLock { state in
            state.changes += 1
            let id = state.changes
            let leaver =
                state.entries.count >= limit ? state.first.flatMap { state.entries.removeValue(forKey: $0) } : nil
            state.entries[id] = Entry(since: id, close: close)
            return (id, leaver)
        }
        leaver?.close()
        return id
    }

    /// Notes what a connection does now; one that gave way is gone.
    func note(_ id: Int, _ use: Use) {
        let waiters = state.withLock { state in
            guard state.entries[id] != nil else { return [@Sendable () -> Void]() }
            state.changes += 1
            state.entries[id]?.use = use
            state.entries[id]?.since = state.changes
            return use == .busy ? [] : state.takeWaiters()
        }
        for waiter in waiters { waiter() }
    }

    /// Takes a connection out that has closed.
    func close(_ id: Int) {
        let waiters = state.withLock { state in
            state.entries[id] = nil
            return state.takeWaiters()
        }
        for waiter in waiters { waiter() }
    }

    /// Whether one more connection may be opened.
    ///
    /// - Parameter later: is called once it may, where it may not now.
    func hasRoom(or later: @escaping @Sendable () -> Void) -> Bool {
        state.withLock { state in
            if state.entries.count < limit || state.entries.contains(where: { $0.value.use != .busy }) { return true }
            state.waiters.append(later)
            return false
        }
    }
}
