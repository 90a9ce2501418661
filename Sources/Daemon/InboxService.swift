internal import Config
internal import Exposition
internal import Foundation
internal import Inbox
internal import Indicators
internal import Logging
internal import Record
internal import Reports
internal import ServiceLifecycle
internal import Synchronization
internal import Threads

/// Empties the inboxes on a thread of its own, one file at a time. Five times a second it asks what the system tells of them.
///
/// It begins with the first snapshot: the log tells of the batches since. A stop waits a moment for the file in hand, and no longer: what is left of it is taken up at the next start.
struct InboxService: Service {
    private let thread: InboxThread

    /// - Parameters:
    ///   - place: where the record is, beside which the standard folder lies.
    ///   - load: the configuration as its files are now.
    init(
        _ configuration: MosaicConfiguration, record: ServedRecord, at place: String, log: Logger,
        load: @escaping @Sendable () throws -> MosaicConfiguration
    ) {
        thread = InboxThread(configuration, record: record, place: place, log: log, load: load)
    }

    /// What the inboxes hold.
    var counts: InboxCounts { thread.counts.withLock { $0 } }

    /// Lets the thread take files.
    func begin() { thread.wishes.change { $0.mayTake = true } }

    /// Lets the thread read the settings again. With a fault in them, which the evaluation tells, the old ones stay.
    func reload() { thread.wishes.change { $0.isReloading = true } }

    /// Runs until the service is to stop.
    func run() async throws {
        await withTaskCancellationOrGracefulShutdownHandler {
            await withCheckedContinuation { (ended: CheckedContinuation<Void, Never>) in
                thread.start { ended.resume() }
            }
        } onCancelOrGracefulShutdown: {
            thread.wishes.change { $0.isStopping = true }
        }
    }
}

/// The thread, and what it is asked for.
private final class InboxThread: Sendable {
    struct Wishes {
        var mayTake = false
        var isStopping = false
        var isReloading = false
        var hasEnded = false
    }

    let wishes = Monitor(Wishes())
    let counts = Mutex(InboxCounts())
    private let first: MosaicConfiguration
    private let record: ServedRecord
    private let place: String
    private let log: Logger
    private let load: @Sendable () throws -> MosaicConfiguration

    /// How long the thread waits for news before it sees what it is asked for.
    private static let newsWait: Int32 = 200
    /// How long a stop waits for the file in hand.
    private static let patience = Duration.seconds(3)

    init(
        _ first: MosaicConfiguration, record: ServedRecord, place: String, log: Logger,
        load: @escaping @Sendable () throws -> MosaicConfiguration
    ) {
        (self.first, self.record, self.place, self.log, self.load) = (first, record, place, log, load)
    }

    func start(_ ended: @escaping @Sendable () -> Void) {
        _ = Worker("inbox") { [self] in
            ThreadPriority.giveWayToScrapes()
            run()
            wishes.change { $0.hasEnded = true }
        }
        _ = Worker("inbox end") { [self] in
            wishes.wait { $0.isStopping ? () : nil }
            wishes.wait(atMost: Self.patience) { $0.hasEnded ? () : nil }
            ended()
        }
    }

    private func run() {
        wishes.wait { $0.mayTake || $0.isStopping ? () : nil }
        let news = FolderNews()
        var folders = folders(of: first, news)
        var known: [FolderState]?
        while true {
            let wish = wishes.current
            if wish.isStopping { return }
            if wish.isReloading { wishes.change { $0.isReloading = false } }
            if wish.isReloading, let configuration = try? load() {
                for index in folders.indices { folders[index].close() }
                folders = self.folders(of: configuration, news)
            }
            let hasMore = folders.contains { $0.hasMore }
            let batch = news.wait(milliseconds: hasMore ? 0 : Self.newsWait)
            for index in folders.indices {
                for notice in folders[index].advance(batch, at: Timestamp(Date())) { tell(notice) }
            }
            let now = folders.map(\.state)
            if now != known { counts.withLock { $0 = InboxCounts(of: now) } }
            known = now
        }
    }

    private func folders(of configuration: MosaicConfiguration, _ news: FolderNews) -> [FolderIntake] {
        let record = record
        let means = FolderIntake.Means(configuration) { () throws(RecordFailure) in try record.store() }
        return configuration.inboxes(ofRecordAt: place).map {
            FolderIntake($0, configuration.settings.inbox, news: news, means: means)
        }
    }

    private func tell(_ notice: InboxNotice) {
        // Each batch is told by the evaluation, whoever recorded it.
        if notice.isOfBatch { return }
        let metadata: Logger.Metadata = ["inbox": "\(notice.inbox)"]
        if notice.isBad {
            log.warning("\(notice.words)", metadata: metadata)
        } else {
            log.info("\(notice.words)", metadata: metadata)
        }
    }
}

extension InboxCounts {
    /// What all folders hold together.
    init(of folders: [FolderState]) {
        let states = InboxEntry.State.allCases.map { state in
            (state: state.rawValue, count: folders.reduce(0) { $0 + $1.counts[state, default: 0] })
        }
        self.init(
            files: states + [("done", folders.reduce(0) { $0 + $1.done })],
            oldestWaiting: folders.compactMap(\.oldest).min())
    }
}
