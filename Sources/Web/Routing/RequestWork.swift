internal import HTTPTypes
internal import NIOCore
internal import NIOPosix
internal import Synchronization
internal import Threads

/// Does the work of requests on threads of its own, so that no scrape waits behind it.
///
/// Guarantees: no more than a limit is waiting or running, and beyond that a request is refused at once. Each is answered
/// within the deadline, whatever its work does.
final class RequestWork: Sendable {
    /// Calls a function once a time is over; what it returns cancels the call.
    typealias Timer = @Sendable (_ time: Duration, _ call: @escaping @Sendable () -> Void) -> @Sendable () -> Void

    private let pool: WorkerPool
    private let deadline: Duration
    private let timer: Timer

    /// Starts the threads.
    ///
    /// - Parameters:
    ///   - name: the threads' name.
    ///   - timer: says when a deadline has passed.
    init(_ limits: WebLimits, name: String = "request", timer: @escaping Timer) {
        pool = WorkerPool(
            name, threads: limits.workThreads, limit: limits.workThreads + limits.waitingRequests)
        deadline = limits.work
        self.timer = timer
    }

    /// The timers of NIO's event loops.
    static func systemTimer(_ time: Duration, _ call: @escaping @Sendable () -> Void) -> @Sendable () -> Void {
        let task = MultiThreadedEventLoopGroup.singleton.any().scheduleTask(in: TimeAmount(time), call)
        return { task.cancel() }
    }

    /// The result of a piece of work, done by one of the threads.
    ///
    /// - Parameter patience: how long the client waits, if it says so: within it there is an answer.
    ///
    /// Work that has begun is not broken off: if it takes longer than the deadline its thread goes on, and its result is dropped.
    /// - Throws: what the work throws. 503 if too many wait, or if it has not begun in time. 504 if it is not done in time; 503
    ///   if that is the client's.
    func result<Value: Sendable>(
        within patience: Duration? = nil, of work: @escaping @Sendable () throws(Problem) -> Value
    ) async throws(Problem) -> Value {
        let result: Result<Value, Problem> = await withCheckedContinuation { continuation in
            let wish = Wish(continuation)
            let time = patience.map { min($0, deadline) } ?? deadline
            let late = time < deadline ? Problem.outOfPatience : .tooSlow(seconds: deadline.components.seconds)
            let cancelTimer = timer(time) { wish.expire(late) }
            let isAccepted = pool.submit {
                guard wish.begin() else { return }
                let result = Result { () throws(Problem) in try work() }
                cancelTimer()
                wish.settle(result)
            }
            if !isAccepted {
                cancelTimer()
                wish.settle(.failure(.busy))
            }
        }
        return try result.get()
    }

    /// A request that waits for its result, and gets one.
    private final class Wish<Value: Sendable>: Sendable {
        private enum State {
            case waiting(CheckedContinuation<Result<Value, Problem>, Never>)
            case running(CheckedContinuation<Result<Value, Problem>, Never>)
            case settled
        }

        private let state: Mutex<State>

        init(_ continuation: CheckedContinuation<Result<Value, Problem>, Never>) {
            state = Mutex(.waiting(continuation))
        }

        /// Whether somebody still waits for the work that is to begin.
        func begin() -> Bool {
            state.withLock { state in
                guard case .waiting(let continuation) = state else { return false }
                state = .running(continuation)
                return true
            }
        }

        /// Answers, if nothing has answered yet.
        func settle(_ result: Result<Value, Problem>) {
            take()?.resume(returning: result)
        }

        /// Answers that the time is over, if nothing has answered yet.
        func expire(_ late: Problem) {
            let isRunning = state.withLock { if case .running = $0 { true } else { false } }
            settle(.failure(isRunning ? late : .busy))
        }

        private func take() -> CheckedContinuation<Result<Value, Problem>, Never>? {
            state.withLock { state in
                defer { state = .settled }
                switch state {
                case .waiting(let continuation), .running(let continuation): return continuation
                case .settled: return nil
                }
            }
        }
    }
}

extension Problem {
    /// Too many requests of this kind wait.
    fileprivate static var busy: Problem {
        Problem(
            status: .serviceUnavailable, detail: "Too many requests wait for their answers; try again in a second.",
            chinese: "等待处理的请求过多；请稍后再试。",
            fields: [.retryAfter: "1"])
    }

    /// The client does not wait as long as the answer takes.
    fileprivate static var outOfPatience: Problem {
        Problem(
            status: .serviceUnavailable,
            detail: "The scrape could not be made within the time that X-Prometheus-Scrape-Timeout-Seconds gives.",
            fields: [.retryAfter: "1"])
    }

    /// The answer takes too long to work out.
    fileprivate static func tooSlow(seconds: Int64) -> Problem {
        Problem(
            status: .gatewayTimeout,
            detail: "The answer was not worked out within \(seconds) seconds; ask for less, or try again later.",
            chinese: "未能在\(seconds)秒内得出结果；请缩小范围或稍后再试。")
    }
}
