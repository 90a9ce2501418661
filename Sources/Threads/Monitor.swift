internal import Dispatch
internal import Synchronization

/// A state that threads share and wait on: whoever waits looks at it again after every change.
///
/// No change is missed between a look and the wait for the next one.
public final class Monitor<State: Sendable>: Sendable {
    private struct Content {
        var state: State
        /// One for each thread that waits for the next change.
        var waiters: [DispatchSemaphore] = []

        mutating func takeWaiters() -> [DispatchSemaphore] {
            defer { waiters.removeAll() }
            return waiters
        }
    }

    private let content: Mutex<Content>

    /// Makes a monitor of a state.
    public init(_ state: State) {
        content = Mutex(Content(state: state))
    }

    /// The state as it is: a look wakes nobody.
    public var current: State { content.withLock { $0.state } }

    /// Changes the state, which no other thread sees meanwhile, and wakes all that wait.
    public func change<Result: Sendable>(_ body: (inout State) -> Result) -> Result {
        let (result, waiters) = content.withLock { content in
            let result = body(&content.state)
            return (result, content.takeWaiters())
        }
        for waiter in waiters { waiter.signal() }
        return result
    }

    /// Waits until a body finds in the state what it looks for.
    ///
    /// - Parameter body: gives nil to wait on, and then leaves the state as it is; what it changes otherwise wakes all that wait.
    public func wait<Result: Sendable>(_ body: (inout State) -> Result?) -> Result {
        while true {
            let waiter = DispatchSemaphore(value: 0)
            if let result = look(body, waiter) { return result }
            waiter.wait()
        }
    }

    /// Waits as ``wait(_:)`` does, but no longer than a duration; nil once that is over.
    public func wait<Result: Sendable>(atMost duration: Duration, _ body: (inout State) -> Result?) -> Result? {
        let deadline = DispatchTime.now() + duration / .seconds(1)
        while true {
            let waiter = DispatchSemaphore(value: 0)
            if let result = look(body, waiter) { return result }
            guard waiter.wait(timeout: deadline) == .timedOut else { continue }
            content.withLock { content in content.waiters.removeAll { $0 === waiter } }
            return nil
        }
    }

    /// What a body finds; if it finds nothing, the waiter is signalled at the next change.
    private func look<Result: Sendable>(_ body: (inout State) -> Result?, _ waiter: DispatchSemaphore) -> Result? {
        let (result, waiters) = content.withLock { content in
            if let result = body(&content.state) { return (Result?.some(result), content.takeWaiters()) }
            content.waiters.append(waiter)
            return (nil, [])
        }
        for waiter in waiters { waiter.signal() }
        return result
    }
}
