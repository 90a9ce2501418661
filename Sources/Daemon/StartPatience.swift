internal import Glibc
internal import Systemd
internal import Threads

/// Asks the service manager for more time while the service starts, as bringing a record forward and the first evaluation of
/// a large one may take longer than the unit allows.
///
/// It asks as long as the process gets on. A start that hangs neither computes nor moves blocks, and runs out of time.
final class StartPatience: Sendable {
    /// How often it is looked whether the process gets on.
    static let interval = Duration.seconds(1)
    /// How much time is asked for each time.
    static let extent = Duration.seconds(60)

    private let isOver = Monitor(false)

    /// Begins to ask.
    init(_ notifier: ServiceNotifier) {
        _ = Worker("start") { [isOver] in
            var before = ProcessWork.now
            while isOver.wait(atMost: Self.interval, { $0 ? () : nil }) == nil {
                let now = ProcessWork.now
                if now.isProgress(since: before, in: Self.interval) { notifier.extendTimeout(to: Self.extent) }
                before = now
            }
        }
    }

    /// The start is over.
    func end() {
        isOver.change { $0 = true }
    }
}

/// What the process has done since it began.
struct ProcessWork: Hashable {
    /// The processor's time that it took.
    var processor: Duration
    /// The blocks that it read from disks and wrote to them.
    var blocks: Int

    /// What it has done until now.
    static var now: ProcessWork {
        var usage = rusage()
        unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        func duration(_ time: timeval) -> Duration { .seconds(time.tv_sec) + .microseconds(Int(time.tv_usec)) }
        return ProcessWork(
            processor: duration(usage.ru_utime) + duration(usage.ru_stime), blocks: usage.ru_inblock + usage.ru_oublock)
    }

    /// Whether it got on in a time: a twentieth of it at the processor, more than idle threads take, or any block.
    func isProgress(since before: ProcessWork, in time: Duration) -> Bool {
        processor - before.processor >= time / 20 || blocks > before.blocks
    }
}
