internal import Foundation
internal import Indicators
internal import Logging
internal import ServiceLifecycle
internal import Synchronization
internal import Systemd
internal import Threads
internal import UnixSignals

/// Runs the evaluation loop on a thread of its own. Fifty times a second it asks whether there is a commit. Twice a second it
/// looks at the record and its files, feeds the watchdog, and tells systemd what is served.
///
/// The watchdog is fed by this thread alone, so that it is fed only while the loop is alive.
struct EvaluationService: Service {
    /// How often the record and its files are looked at, at least.
    fileprivate static let stepInterval = Duration.milliseconds(500)
    /// How often the record is asked for a commit.
    fileprivate static let askInterval = Duration.milliseconds(20)

    private let thread: EvaluationThread

    /// - Parameter configPath: the settings that a reload reads.
    init(loop: EvaluationLoop, notifier: ServiceNotifier, configPath: String) {
        thread = EvaluationThread(loop: loop, notifier: notifier, configPath: configPath)
    }

    /// Lets the loop read settings and catalog again, before its next step.
    func reload() {
        thread.reload()
    }

    /// Runs until the service is to stop.
    ///
    /// - Throws: why the first evaluation failed.
    func run() async throws {
        try await withTaskCancellationOrGracefulShutdownHandler {
            try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
                thread.start { ended.resume(with: $0) }
            }
        } onCancelOrGracefulShutdown: {
            thread.stop()
        }
    }
}

/// The thread, and what it is asked for, which it waits on, so that it stops at once.
private final class EvaluationThread: Sendable {
    /// What the thread is to do besides stepping.
    private struct Wishes {
        var isStopping = false
        var isReloading = false

        var isAny: Bool { isStopping || isReloading }
    }

    private let loop: Mutex<EvaluationLoop>
    private let notifier: ServiceNotifier
    private let configPath: String
    private let wishes = Monitor(Wishes())

    init(loop: sending EvaluationLoop, notifier: ServiceNotifier, configPath: String) {
        self.loop = Mutex(loop)
        self.notifier = notifier
        self.configPath = configPath
    }

    func start(_ ended: @escaping @Sendable (Result<Void, any Error>) -> Void) {
        _ = Worker("evaluation") { [self] in ended(Result { try run() }) }
    }

    func stop() {
        wishes.change { $0.isStopping = true }
    }

    func reload() {
        wishes.change { $0.isReloading = true }
    }

    private func run() throws {
        var isReady = false
        var nextStep = ContinuousClock.now
        while true {
            let wish = wishes.change { wishes in
                defer { wishes.isReloading = false }
                return wishes
            }
            if wish.isStopping { return }
            let now = ContinuousClock.now
            let isDue = now >= nextStep
            if isDue { nextStep = now + EvaluationService.stepInterval }
            let status: String? = try loop.withLock { loop in
                guard isDue || wish.isReloading || loop.isAwaited else { return nil }
                if wish.isReloading { loop.reload(path: configPath, at: Timestamp(Date())) }
                return try loop.step(clock: { Timestamp(Date()) })
            }
            if let status {
                if isReady { notifier.status(status) } else { notifier.ready(status: status) }
                isReady = true
            }
            if isDue { notifier.watchdog() }
            wishes.wait(atMost: EvaluationService.askInterval) { $0.isAny ? () : nil }
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
