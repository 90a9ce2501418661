/// Some threads that do short pieces of work for many, and refuse what is too much.
///
/// Once the pool is gone, its threads end after the work that was accepted.
public final class WorkerPool: Sendable {
    /// A piece of work.
    public typealias Job = @Sendable () -> Void

    private let limit: Int
    private let jobs: BoundedQueue<Job>
    private let unfinished = Monitor(0)
    private let workers: [Worker<Void, Never>]

    /// Starts the threads.
    ///
    /// - Parameters:
    ///   - name: the threads' name; each adds its number, from 1.
    ///   - threads: how many there are, at least 1.
    ///   - limit: how many pieces of work are accepted and not yet done at most, at least 1: those that run, and those that wait.
    public init(_ name: String, threads: Int, limit: Int) {
        let jobs = BoundedQueue<Job>(limit: limit)
        self.limit = limit
        self.jobs = jobs
        workers = (1...threads).map { [unfinished] number in
            Worker("\(name) \(number)") {
                while let job = jobs.next() {
                    job()
                    unfinished.change { $0 -= 1 }
                }
            }
        }
    }

    deinit { jobs.finish() }

    /// Has a piece of work done by one of the threads; never waits.
    ///
    /// - Returns: false if the pool is full or finished: then the work is not done.
    public func submit(_ job: @escaping Job) -> Bool {
        let isAccepted = unfinished.change { [limit] count in
            guard count < limit else { return false }
            count += 1
            return true
        }
        return isAccepted && jobs.send(job)
    }

    /// Refuses more work, and waits for the end of what was accepted. To be called once.
    public func finish() {
        jobs.finish()
        for worker in workers { worker.result() }
    }
}
