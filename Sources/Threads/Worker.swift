internal import Dispatch
internal import Foundation

/// A piece of work on a thread of its own.
///
/// The thread runs to the end of the work even if nobody asks for the result.
public final class Worker<Value: Sendable, Failure: Error>: Sendable {
    private enum State {
        case running
        case done(Result<Value, Failure>)
        case taken
    }

    private let state = Monitor(State.running)

    /// Starts the work.
    ///
    /// - Parameter name: the thread's; the system shows 15 bytes of it.
    public init(_ name: String, _ work: @escaping @Sendable () throws(Failure) -> Value) {
        let isStarted = DispatchSemaphore(value: 0)
        let thread = Thread { [state] in
            // On Linux a thread can only name itself, and only after its starter has returned from `start`.
            isStarted.wait()
            Thread.current.name = name
            let result = Result { () throws(Failure) in try work() }
            state.change { $0 = .done(result) }
        }
        thread.start()
        isStarted.signal()
    }

    /// Waits for the end of the work. To be asked for once: the result is handed over, not copied.
    ///
    /// - Throws: what the work threw.
    public func result() throws(Failure) -> Value {
        let result: Result<Value, Failure> = state.wait { state in
            switch state {
            case .running: return nil
            case .done(let result):
                state = .taken
                return result
            case .taken: preconditionFailure("the result of a worker is taken once")
            }
        }
        return try result.get()
    }
}
