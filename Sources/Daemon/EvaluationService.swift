internal import Dispatch
internal import Foundation
internal import Indicators
internal import Logging
internal import ServiceLifecycle
internal import Synchronization
internal import Systemd

/// Runs the evaluation loop on a thread of its own: twice a second it looks at the record, feeds the watchdog, and tells
/// systemd what is served.
///
/// The watchdog is fed by this thread alone, so that it is fed only while the loop is alive.
struct EvaluationService: Service {
    /// How often the record is looked at, in seconds.
    static let pollInterval = 0.5

    private let worker: Worker

    init(loop: EvaluationLoop, notifier: ServiceNotifier) {
        self.worker = Worker(loop: loop, notifier: notifier)
    }

    /// Runs until the service is to stop.
    ///
    /// - Throws: why the first evaluation failed.
    func run() async throws {
        try await withTaskCancellationOrGracefulShutdownHandler {
            try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
                worker.start { ended.resume(with: $0) }
            }
        } onCancelOrGracefulShutdown: {
            worker.stop()
        }
    }
}

/// The thread, and the semaphore that it waits on, so that it stops at once.
private final class Worker: Sendable {
    private let loop: Mutex<EvaluationLoop>
    private let notifier: ServiceNotifier
    private let isStopping = Mutex(false)
    private let wake = DispatchSemaphore(value: 0)

    init(loop: sending EvaluationLoop, notifier: ServiceNotifier) {
        self.loop = Mutex(loop)
        self.notifier = notifier
    }

    func start(_ ended: @escaping @Sendable (Result<Void, any Error>) -> Void) {
        let thread = Thread { [self] in ended(Result { try run() }) }
        thread.name = "evaluation"
        thread.start()
    }

    func stop() {
        isStopping.withLock { $0 = true }
        wake.signal()
    }

    private func run() throws {
        var isReady = false
        while !isStopping.withLock({ $0 }) {
            if let status = try loop.withLock({ try $0.step(clock: { Timestamp(Date()) }) }) {
                if isReady { notifier.status(status) } else { notifier.ready(status: status) }
                isReady = true
            }
            notifier.watchdog()
            _ = wake.wait(timeout: .now() + EvaluationService.pollInterval)
        }
    }
}
