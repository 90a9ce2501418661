internal import Foundation
internal import Glibc
internal import Indicators
internal import Logging
internal import Record
internal import ServiceLifecycle
internal import Synchronization
internal import Systemd
internal import Threads
internal import UnixSignals

/// Runs the evaluation loop on a thread of its own. A commit is told to it, or it asks for one fifty times a second. Twice a second it
/// looks at the record and its files, feeds the watchdog, and tells systemd what is served and what is wrong.
///
/// The watchdog is fed by this thread alone, and only where who serves is alive too.
struct EvaluationService: Service {
    /// How often the record and its files are looked at, at least.
    fileprivate static let stepInterval = Duration.milliseconds(500)
    /// How much time the service manager is asked for, each time that the record's server did not answer.
    fileprivate static let patience = Duration.seconds(60)

    private let thread: EvaluationThread

    /// - Parameters:
    ///   - configPath: the settings that a reload reads.
    ///   - isServing: whether requests are answered, asked twice a second.
    ///   - wait: is called while the record's server is waited for.
    ///   - begin: is called once, with the first snapshot.
    init(
        loop: EvaluationLoop, notifier: ServiceNotifier, configPath: String,
        isServing: @escaping @Sendable () -> Bool, wait: @escaping @Sendable () -> Void,
        begin: @escaping @Sendable () -> Void
    ) {
        thread = EvaluationThread(
            loop: loop, notifier: notifier, configPath: configPath, isServing: isServing, wait: wait, begin: begin)
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

/// The thread, and what it is asked for, which it sees within a pause.
private final class EvaluationThread: Sendable {
    private let loop: Mutex<EvaluationLoop>
    private let notifier: ServiceNotifier
    private let configPath: String
    private let isServing: @Sendable () -> Bool
    private let wait: @Sendable () -> Void
    private let begin: @Sendable () -> Void
    private let isStopping = Atomic(false)
    private let isReloading = Atomic(false)

    init(
        loop: sending EvaluationLoop, notifier: ServiceNotifier, configPath: String,
        isServing: @escaping @Sendable () -> Bool, wait: @escaping @Sendable () -> Void,
        begin: @escaping @Sendable () -> Void
    ) {
        self.loop = Mutex(loop)
        self.notifier = notifier
        self.configPath = configPath
        self.isServing = isServing
        self.wait = wait
        self.begin = begin
    }

    func start(_ ended: @escaping @Sendable (Result<Void, any Error>) -> Void) {
        _ = Worker("evaluation") { [self] in
            ThreadPriority.giveWayToScrapes()
            ended(Result { try run() })
        }
    }

    func stop() {
        isStopping.store(true, ordering: .relaxed)
    }

    func reload() {
        isReloading.store(true, ordering: .relaxed)
    }

    private func run() throws {
        /// What the manager was told last; nil: it waits for the start.
        var told: String?
        var nextStep = ContinuousClock.now
        while !isStopping.load(ordering: .relaxed) {
            let isReloading = isReloading.exchange(false, ordering: .relaxed)
            let now = ContinuousClock.now
            let isDue = now >= nextStep
            if isDue { nextStep = now + EvaluationService.stepInterval }
            if isReloading { notifier.reloading() }
            var awaited: RecordFailure?
            let status: String? = try loop.withLock { loop in
                guard isDue || isReloading || loop.isAwaited else { return told }
                if isReloading { loop.reload(path: configPath, at: Timestamp(Date())) }
                _ = try loop.step(clock: { Timestamp(Date()) })
                awaited = loop.awaited
                return loop.status
            }
            if let awaited {
                notifier.status("waiting for the record: \(awaited)")
                notifier.extendTimeout(to: EvaluationService.patience)
                wait()
            }
            if let status {
                if told == nil { begin() }
                if told == nil || isReloading {
                    notifier.ready(status: status)
                } else if status != told {
                    notifier.status(status)
                }
                told = status
            }
            if isDue && isServing() { notifier.watchdog() }
            loop.withLock { $0.rest() }
        }
    }
}

/// Reloads settings and catalog at each SIGHUP.
struct ReloadService: Service {
    let evaluation: EvaluationService
    let inbox: InboxService

    /// Listens for the signal until the service is to stop.
    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            evaluation.reload()
            inbox.reload()
        }
    }
}
