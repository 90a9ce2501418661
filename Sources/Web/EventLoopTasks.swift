internal import NIOCore

/// Runs the tasks of a connection on the connection's own event loop.
///
/// A request that is answered at once then goes from the socket and back to it on one thread. On Swift's own pool it changes
/// threads twice, which takes longer than the answer.
final class EventLoopTasks: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) { self.loop = loop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
