/// Values on their way from some threads to others, in the order in which they were sent; no more than a limit wait in it.
///
/// Not for a value at a time on a hot path: what is sent there is a block of values.
public final class BoundedQueue<Element: Sendable>: Sendable {
    private struct State {
        var elements: [Element] = []
        var isFinished = false
    }

    private let limit: Int
    private let state = Monitor(State())

    /// Makes an empty queue.
    ///
    /// - Parameter limit: how many values it holds at most, at least 1.
    public init(limit: Int) {
        precondition(limit > 0, "a queue of no values lets nothing through")
        self.limit = limit
    }

    /// Sends a value, after waiting for room if the queue is full.
    ///
    /// - Returns: false if the queue is finished: then the value is dropped.
    @discardableResult
    public func send(_ element: consuming Element) -> Bool {
        // Moved into the queue: who takes the value shares it with nobody, and may change it in place.
        var sent: Element? = element
        return state.wait { [limit] state in
            if state.isFinished { return false }
            guard state.elements.count < limit else { return nil }
            if let element = sent.take() { state.elements.append(element) }
            return true
        }
    }

    /// The next value, after waiting for it; nil once the queue is finished and empty.
    public func next() -> Element? {
        state.wait { state -> Element?? in
            if !state.elements.isEmpty { return .some(state.elements.removeFirst()) }
            return state.isFinished ? .some(nil) : nil
        }
    }

    /// Says that no more values come; those that were sent can still be taken.
    public func finish() {
        state.change { $0.isFinished = true }
    }

    /// Says that no more values are wanted: those that nobody took are dropped.
    public func cancel() {
        state.change { state in
            state.isFinished = true
            state.elements.removeAll()
        }
    }
}
