internal import Config
internal import Evaluation
internal import Exposition
internal import Formats
internal import Foundation
internal import Indicators
internal import Logging
internal import Record
internal import RecordSQLite
internal import Systemd

/// Keeps what is served in step with the record: evaluates at start, after a commit, and on the schedule.
///
/// A value with one step: who drives it gives it the time, so that a test needs no clock. Not shared between threads.
struct EvaluationLoop {
    private let record: SQLiteRecord
    private var settings: Settings
    private var evaluator: Evaluator
    private var renderer: SnapshotRenderer
    private let publication: Publication
    private let log: Logger
    private var metrics: ServiceMetrics
    private var snapshot: Snapshot?
    private var rendered: RenderedMetrics?
    /// The newest batch that the snapshot takes account of.
    private var evaluatedBatch = 0
    /// The record's version that was last evaluated, well or not.
    private var evaluatedVersion: Int?
    /// The version that was last seen: a commit is evaluated when a step has passed without another one.
    private var seenVersion: Int?
    /// When a version was first seen that is not evaluated yet: commits that never pause don't put it off for ever.
    private var changedSince: Timestamp?
    private var nextScheduled: Timestamp?
    private var lastStep: Timestamp?

    /// Makes a loop that has evaluated nothing yet.
    init(
        record: SQLiteRecord, configuration: MosaicConfiguration, publication: Publication,
        metrics: ServiceMetrics,
        log: Logger
    ) {
        self.record = record
        self.settings = configuration.settings
        self.evaluator = Evaluator(catalog: configuration.catalog)
        self.renderer = SnapshotRenderer(configuration.settings)
        self.publication = publication
        self.metrics = metrics
        self.log = log
    }

    /// Looks whether there is something to do, and does it; what is served then, in words, if that changed.
    ///
    /// - Parameter clock: the time, asked again after an evaluation.
    /// - Throws: why the first evaluation failed. A later one that fails leaves the last snapshot served, and says so.
    mutating func step(clock: () -> Timestamp) throws -> String? {
        let now = clock()
        if let lastStep, now.advanced(by: Self.leastSetback) < lastStep { (changedSince, nextScheduled) = (nil, nil) }
        lastStep = now
        let version = try? record.dataVersion()
        let isQuiet = version == seenVersion
        seenVersion = version
        let isNew = version != nil && version != evaluatedVersion
        changedSince = isNew ? changedSince ?? now : nil
        let isChanged = isNew && (isQuiet || changedSince.map { now >= $0.advanced(by: Self.longestWait) } ?? false)
        let isDue = nextScheduled.map { now >= $0 } ?? true
        guard isChanged || isDue else { return nil }
        changedSince = nil
        do {
            let status = try evaluate(at: now, isDue: isDue, clock: clock)
            evaluatedVersion = version
            nextScheduled = settings.schedule.next(after: now, in: settings.timeZone)
            return status
        } catch {
            guard rendered != nil else { throw error }
            evaluatedVersion = version
            nextScheduled = min(
                settings.schedule.next(after: now, in: settings.timeZone),
                now.advanced(by: Self.retryWait))
            metrics.evaluationFailures += 1
            log.error("evaluation failed; the last snapshot stays served", metadata: ["error": "\(error)"])
            publishService()
            return nil
        }
    }

    /// By how much a clock is set back that puts what was scheduled out of reach; a smaller correction does not matter.
    private static let leastSetback = Duration.seconds(1)
    /// How long a commit waits for a pause in the commits.
    private static let longestWait = Duration.seconds(1)
    /// How long after a failure the evaluation is tried again.
    private static let retryWait = Duration.seconds(30)

    /// Reads settings and catalog again, and evaluates with them at the next step; with a fault in them the old ones stay.
    ///
    /// The record and the addresses stay those of the start.
    mutating func reload(path: String, files: any FileReading = DiskFiles(), at now: Timestamp) {
        do {
            let configuration = try MosaicConfiguration.load(path: path, files: files)
            try record.requireUnits(of: configuration.catalog)
            if configuration.settings.recordPath != settings.recordPath
                || configuration.settings.listen != settings.listen
            {
                log.warning("another record or other addresses are taken up by a restart alone")
            }
            settings = configuration.settings
            evaluator = Evaluator(catalog: configuration.catalog)
            renderer = SnapshotRenderer(settings)
            snapshot = nil
            nextScheduled = nil
            metrics.samplesLimit = settings.samplesLimit
            metrics.isLastReloadSuccessful = true
            metrics.configReadTime = now
            log.info("reloaded", metadata: ["config": "\(path)"])
        } catch {
            for line in DaemonFailure(error).lines { log.error("\(line)") }
            log.error("reload failed; the last settings and catalog stay", metadata: ["config": "\(path)"])
            metrics.isLastReloadSuccessful = false
        }
        publishService()
    }

    /// The snapshot of the record: the last one with what changed since, or, on schedule, of everything.
    private func currentSnapshot(at moment: EvaluationMoment, whole: Bool) throws -> (Snapshot, newestBatch: Int) {
        if !whole, let snapshot {
            let changes = try record.changes(since: evaluatedBatch)
            return (snapshot.updated(with: changes.series, at: moment), changes.newest)
        }
        let changes = try record.changes(since: 0)
        let series = changes.series.filter { !$0.observations.isEmpty }
        return (evaluator.snapshot(of: series, at: moment), changes.newest)
    }

    /// Evaluates the record and publishes the result.
    ///
    /// - Parameter isDue: whether the schedule asks for it, so that all of the record is read again.
    /// - Throws: what reading or rendering throws; then nothing is published.
    private mutating func evaluate(at now: Timestamp, isDue: Bool, clock: () -> Timestamp) throws -> String {
        let day = now.day(in: settings.timeZone)
        let moment = EvaluationMoment(asOfYear: day.parts.year, day: day, time: now)
        let (snapshot, newestBatch) = try currentSnapshot(at: moment, whole: isDue)
        let size = try record.size()
        let batches = try record.batches()
        let (rendered, leftOut) = try renderer.render(snapshot)
        if leftOut > 0 {
            log.warning(
                "samples left out for the limit",
                metadata: ["samples": "\(leftOut)", "samples_limit": "\(settings.samplesLimit)"])
        }
        let end = clock()
        metrics.snapshotTime = now
        metrics.lastSuccess = end
        metrics.evaluationSeconds = max(0, end.seconds - now.seconds)
        metrics.evaluationSuccesses += 1
        metrics.record = ServiceMetrics.Record(size: size, batches: batches)
        metrics.unknownSeries = snapshot.unknownSeries.count
        metrics.samplesLeftOut = leftOut
        self.snapshot = snapshot
        evaluatedBatch = newestBatch
        self.rendered = rendered
        let status = snapshot.statusWords(in: settings.timeZone)
        publication.publish(snapshot, rendered, service: try metrics.render(beside: rendered), status: status)
        log.info("evaluated", metadata: ["status": "\(status)"])
        return status
    }

    private func publishService() {
        do {
            publication.publish(service: try metrics.render(beside: rendered))
        } catch {
            log.error("the service's own metrics can't be rendered", metadata: ["error": "\(error)"])
        }
    }
}

extension SnapshotRenderer {
    fileprivate init(_ settings: Settings) {
        self.init(groups: Set(settings.groups), samplesLimit: settings.samplesLimit, timeZone: settings.timeZone)
    }
}

extension Snapshot {
    /// "N indicators, N regions, N observations; N targets missed, N behind; evaluated 12:00".
    func statusWords(in timeZone: TimeZone) -> String {
        let published = series.filter { $0.aggregate == nil }
        let indicators = Set(published.map(\.indicator.id)).count
        let regions = Set(published.map(\.region.id)).count
        let behind = targetCount(.away) + targetCount(.insufficient)
        let date = Date(timeIntervalSince1970: moment.time.seconds)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        let time = calendar.dateComponents([.hour, .minute], from: date)
        let clock = [time.hour ?? 0, time.minute ?? 0].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return "\(indicators) indicators, \(regions) regions, \(observationCount) observations; "
            + "\(targetCount(.missed)) targets missed, \(behind) behind; evaluated \(clock)"
    }
}

extension ServiceMetrics.Record {
    init(size: RecordSize, batches: [Batch]) {
        self.init()
        observations = size.observations
        vintages = size.vintages
        self.batches = size.batches
        bytes = size.bytes
        var counts = BatchCounts()
        var kinds = (backfill: 0, retraction: 0, undo: 0)
        for batch in batches {
            counts.new += batch.counts.new
            counts.revised += batch.counts.revised
            counts.confirmed += batch.counts.confirmed
            counts.older += batch.counts.older
            counts.unchanged += batch.counts.unchanged
            counts.retracted += batch.counts.retracted
            switch batch.kind {
            case .backfill: kinds.backfill += 1
            case .retraction: kinds.retraction += 1
            case .undo: kinds.undo += 1
            }
        }
        rows = [
            ("new", counts.new), ("revised", counts.revised), ("confirmed", counts.confirmed), ("older", counts.older),
            ("unchanged", counts.unchanged), ("retracted", counts.retracted),
        ]
        files = [("backfill", kinds.backfill), ("retraction", kinds.retraction), ("undo", kinds.undo)]
    }
}
