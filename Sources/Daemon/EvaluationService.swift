internal import Dispatch
internal import Foundation
internal import Indicators
internal import Logging
internal import ServiceLifecycle
internal import Synchronization
internal import Systemd
internal import UnixSignals

/// Runs the evaluation loop on a thread of its own: twice a second it looks at the record, feeds the watchdog, and tells
/// systemd what is served.
///
/// The watchdog is fed by this thread alone, so that it is fed only while the loop is alive.
struct EvaluationService: Service {
    /// How often the record is looked at, in seconds.
    static let pollInterval = 0.5

    private let worker: Worker

    /// - Parameter configPath: the settings that a reload reads.
    init(loop: EvaluationLoop, notifier: ServiceNotifier, configPath: String) {
        self.worker = Worker(loop: loop, notifier: notifier, configPath: configPath)
    }

    /// Lets the loop read settings and catalog again, before its next step.
    func reload() {
        worker.reload()
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
    /// What the thread is to do besides stepping.
    private struct Wishes {
        var isStopping = false
        var isReloading = false
    }

    private let loop: Mutex<EvaluationLoop>
    private let notifier: ServiceNotifier
    private let configPath: String
    private let wishes = Mutex(Wishes())
    private let wake = DispatchSemaphore(value: 0)

    init(loop: sending EvaluationLoop, notifier: ServiceNotifier, configPath: String) {
        self.loop = Mutex(loop)
        self.notifier = notifier
        self.configPath = configPath
    }

    func start(_ ended: @escaping @Sendable (Result<Void, any Error>) -> Void) {
        let thread = Thread { [self] in ended(Result { try run() }) }
        thread.name = "evaluation"
        thread.start()
    }

    func stop() {
        wishes.withLock { $0.isStopping = true }
        wake.signal()
    }

    func reload() {
        wishes.withLock { $0.isReloading = true }
        wake.signal()
    }

    private func run() throws {
        var isReady = false
        while true {
            let wish = wishes.withLock { wishes in
                defer { wishes.isReloading = false }
                return wishes
            }
            if wish.isStopping { return }
            let status = try loop.withLock { loop in
                if wish.isReloading { loop.reload(path: configPath, at: Timestamp(Date())) }
                return try loop.step(clock: { Timestamp(Date()) })
            }
            if let status {
                if isReady { notifier.status(status) } else { notifier.ready(status: status) }
                isReady = true
            }
            notifier.watchdog()
            _ = wake.wait(timeout: .now() + EvaluationService.pollInterval)
        }
    }
}

/// Reloads settings and catalog at each SIGHUP.
struct ReloadService: Service {
    let evaluation: EvaluationService

    /// Listens for the signal until the service is to stop.
    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() { evaluation.reload() }
    }
}
