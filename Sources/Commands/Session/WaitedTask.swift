internal import Client
internal import Threads

/// A piece of asynchronous work that the command's own thread waits for.
enum WaitedTask {
    private struct State<Value: Sendable> {
        var progress = 0
        var result: Result<Value, ClientFault>?
    }

    /// Waits for the work. Not to be called on a thread of Swift's own, of which the work needs one.
    ///
    /// - Parameter told: is told of its progress meanwhile, on the thread that waits.
    static func result<Value: Sendable>(
        telling told: (Int) -> Void = { _ in },
        _ work: @escaping @Sendable (@escaping @Sendable (Int) -> Void) async throws(ClientFault) -> Value
    ) throws(ClientFault) -> Value {
        let state = Monitor(State<Value>())
        Task {
            let result: Result<Value, ClientFault>
            do throws(ClientFault) {
                result = .success(try await work { count in state.change { $0.progress = count } })
            } catch {
                result = .failure(error)
            }
            state.change { $0.result = result }
        }
        var seen = 0
        while true {
            let last = seen
            let now = state.wait { state -> State<Value>? in
                state.result != nil || state.progress != last ? state : nil
            }
            seen = now.progress
            told(seen)
            if let result = now.result { return try result.get() }
        }
    }
}
