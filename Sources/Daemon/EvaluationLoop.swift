internal import Config
internal import Evaluation
internal import Exchange
internal import Exposition
internal import Formats
internal import Foundation
internal import Indicators
internal import Logging
internal import Record
internal import Systemd

/// Keeps what is served in step with the record: evaluates at start, after a commit, and on the schedule.
///
/// A value with one step: who drives it gives it the time, so that a test needs no clock. Not shared between threads.
struct EvaluationLoop {
    private let record: ServedRecord
    private var settings: Settings
    private var catalog: Catalog
    private var part: EvaluatedPart
    private var renderer: SnapshotRenderer
    private let publication: Publication
    private let log: Logger
    /// Is told of what a reload has read.
    private let take: @Sendable (MosaicConfiguration) -> Void
    private var metrics: ServiceMetrics
    /// What the inboxes hold now.
    private let inbox: @Sendable () -> InboxCounts
    /// What has become of the units beside the service.
    private let outcomes: @Sendable () -> [UnitOutcome]
    private var snapshot: Snapshot?
    private var rendered: RenderedSnapshot?
    /// The state of the record that the snapshot is of.
    private var snapshotState: StateToken?
    /// The state that was last evaluated, well or not.
    private var evaluatedState: StateToken?
    /// The state that was last seen: a commit is evaluated when a step has passed without another one.
    private var seenState: StateToken?
    /// Why the record's server is waited for before the first evaluation; nil: it is not.
    private(set) var awaited: RecordFailure?
    /// When it last counted as failed that the record is not to be had; nil: it is.
    private var missedSince: Timestamp?
    /// Why the last evaluation failed, in words: told once, however often it is tried again. Nil: it did not.
    private var failure: String?
    /// What is wrong with settings or catalog since the last reload, in words. Nil: nothing.
    private var reloadFault: String?
    /// What was evaluated last, in words.
    private var words: String?
    /// When a state was first seen that is not evaluated yet: commits that never pause don't put it off for ever.
    private var changedSince: Timestamp?
    /// Until when commits wait after the evaluation of another: one that comes after a longer pause is evaluated at once.
    private var restUntil: Timestamp?
    private var nextScheduled: Timestamp?
    /// What was told of batches and of targets' states.
    private var chronicle = Chronicle()
    /// What was last told to be left out for the limit.
    private var indicatorsLeftOut: [Identifier<Indicator>] = []
    private var lastStep: Timestamp?
    private var notes = EvaluationNotes()
    /// Asks the record's server now and then.
    private var servers = ServerWatch()

    /// Makes a loop that has evaluated nothing yet.
    init(
        record: ServedRecord, configuration: MosaicConfiguration, publication: Publication, metrics: ServiceMetrics,
        inbox: @escaping @Sendable () -> InboxCounts = { InboxCounts() },
        outcomes: @escaping @Sendable () -> [UnitOutcome] = { [] }, log: Logger,
        take: @escaping @Sendable (MosaicConfiguration) -> Void = { _ in }
    ) {
        self.take = take
        self.record = record
        self.catalog = configuration.catalog
        self.settings = configuration.settings
        part = EvaluatedPart(of: configuration)
        renderer = SnapshotRenderer(configuration.settings, serving: part.served)
        self.publication = publication
        self.metrics = metrics
        self.inbox = inbox
        self.outcomes = outcomes
        self.log = log
    }

    /// Looks whether there is something to do, and does it; what is served then, in words, if that changed.
    ///
    /// - Parameter clock: the time, asked again after an evaluation.
    /// - Throws: why the first evaluation failed. A later one that fails leaves the last snapshot served, and says so.
    mutating func step(clock: () -> Timestamp) throws -> String? {
        let now = clock()
        noteFolders()
        if let lastStep, now.advanced(by: Self.leastSetback) < lastStep {
            (changedSince, restUntil, nextScheduled, missedSince) = (nil, nil, nil, nil)
            servers = ServerWatch()
        }
        lastStep = now
        let state: StateToken
        do {
            state = try look()
            (missedSince, awaited) = (nil, nil)
        } catch {
            guard rendered != nil else { return try wait(after: error) }
            if let missedSince, now < missedSince.advanced(by: Self.retryWait) { return nil }
            missedSince = now
            noteFailure(error, at: now)
            return nil
        }
        if let store = try? record.store(), servers.look(at: store, now, for: &metrics, log: log) { publishService() }
        let isQuiet = state == seenState
        seenState = state
        let isNew = state != evaluatedState
        changedSince = isNew ? changedSince ?? now : nil
        let isPause = isQuiet || changedSince.map { now >= $0.advanced(by: Self.longestWait) } ?? false
        let isChanged = isNew && isPause && restUntil.map { now >= $0 } ?? true
        let isDue = nextScheduled.map { now >= $0 } ?? true
        guard isChanged || isDue else { return nil }
        changedSince = nil
        do {
            let status = try evaluate(at: now, isDue: isDue, clock: clock)
            evaluatedState = snapshotState
            nextScheduled = settings.schedule.next(after: now, in: settings.timeZone)
            return status
        } catch {
            guard rendered != nil else { return try wait(after: error) }
            evaluatedState = state
            nextScheduled = min(
                settings.schedule.next(after: now, in: settings.timeZone),
                now.advanced(by: Self.retryWait))
            noteFailure(error, at: now)
            return nil
        }
    }

    /// Before the first evaluation a server that does not answer is waited for: it starts after this service, or fails over.
    /// - Throws: any other failure.
    private mutating func wait(after error: any Error) throws -> String? {
        guard let failure = error as? RecordFailure, failure.isOfSilentServer else { throw error }
        record.lose(failure)
        if failure != awaited { log.warning("waiting for the record", metadata: ["error": "\(failure)"]) }
        // Clients are told no addresses.
        if awaited == nil {
            publication.publish(
                status: BilingualText(
                    english: "waiting for the server with the record", chinese: "正在等待存放记录的服务器"))
        }
        awaited = failure
        return nil
    }

    /// What is wrong, if something is, and what is served, in words. Nil before the first evaluation.
    var status: String? {
        guard let words else { return nil }
        let faults = [
            failure.map { "evaluation failed: \($0)" }, reloadFault.map { "reload failed, \($0)" },
        ]
        return (faults.compactMap(\.self) + [words, metrics.standbyWords].compactMap(\.self)).joined(separator: "; ")
    }

    /// Whether a step would find a commit, or one that waits. It costs next to nothing, so that it may be asked often.
    ///
    /// Of a record that is lost it says nothing: looking for that is left to the steps.
    var isAwaited: Bool {
        guard missedSince == nil, let seenState, let store = try? record.store() else { return false }
        return changedSince != nil || store.mayDiffer(from: seenState)
    }

    /// Lets time pass until the next look, or the next wish of who runs the service.
    func rest() {
        guard missedSince == nil, changedSince == nil, let seenState, let store = try? record.store() else {
            return Thread.sleep(forTimeInterval: Self.pause / .seconds(1))
        }
        store.rest(from: seenState, for: Self.pause, orUpTo: Self.longPause)
    }

    /// The state of the record; where it is not to be had it is opened again, once.
    private mutating func look() throws(RecordFailure) -> StateToken {
        do {
            let store = try record.store()
            guard let seenState else { return try store.state() }
            return try store.wait(for: seenState, until: .now) ?? seenState
        } catch {
            record.lose(error)
            return try lookAgain(after: error)
        }
    }

    /// The state of the record that is at the place now: nothing that was known of the one before counts for it.
    private mutating func lookAgain(after reason: RecordFailure) throws(RecordFailure) -> StateToken {
        do {
            let store = try record.reopen()
            try store.view().requireUnits(of: catalog)
            let state = try store.state()
            (seenState, snapshotState, evaluatedState) = (nil, nil, nil)
            let words = rendered == nil ? "opened the record" : "opened the record again"
            log.notice("\(words)", metadata: ["reason": "\(reason)"])
            return state
        } catch {
            record.lose(error)
            throw error
        }
    }

    private mutating func noteFailure(_ error: any Error, at now: Timestamp) {
        metrics.evaluationFailures += 1
        if error is RecordFailure { metrics.isRecordReadable = false }
        let words = "\(error)"
        if words != failure {
            log.tell(
                .evaluationFailed, .error, "evaluation failed; the last snapshot stays served",
                metadata: ["error": "\(words)"])
            failure = words
            notes.note("evaluation failed: \(words)", at: now)
        }
        notes.nextEvaluation = nextScheduled
        publishService()
    }

    /// After how long the record is asked for a commit again.
    private static let pause = Duration.milliseconds(20)
    /// The same, where the record tells of commits: so long a stop or a reload may wait.
    private static let longPause = Duration.milliseconds(100)
    /// By how much a clock is set back that puts what was scheduled out of reach; a smaller correction does not matter.
    private static let leastSetback = Duration.seconds(1)
    /// How long a commit waits for a pause in the commits.
    private static let longestWait = Duration.seconds(1)
    /// How often as long as an evaluation took the next commit waits: the service computes for a fifth of the time at most.
    private static let restShare = 4.0
    /// How long after a failure the evaluation is tried again.
    private static let retryWait = Duration.seconds(30)

    /// Reads settings and catalog again, and evaluates with them at the next step; with a fault in them the old ones stay.
    ///
    /// The record and the addresses stay those of the start.
    mutating func reload(path: String, files: any FileReading = DiskFiles(), at now: Timestamp) {
        do {
            let configuration = try MosaicConfiguration.load(
                path: path, files: files, forms: ObservationReader().forms.map(\.name))
            // A record that is lost is held against the catalog when it is opened again.
            if let store = try? record.store() { try store.view().requireUnits(of: configuration.catalog) }
            if configuration.settings.recordPlace != settings.recordPlace
                || configuration.settings.listen != settings.listen
                || configuration.settings.opensHealth != settings.opensHealth
                || configuration.settings.tokens != settings.tokens
            {
                log.warning("another record, other addresses, open_health and tokens are taken up by a restart alone")
            }
            settings = configuration.settings
            catalog = configuration.catalog
            part = EvaluatedPart(of: configuration)
            renderer = SnapshotRenderer(settings, serving: part.served)
            snapshot = nil
            nextScheduled = nil
            metrics.samplesLimit = settings.samplesLimit
            metrics.isLastReloadSuccessful = true
            reloadFault = nil
            metrics.configReadTime = now
            take(configuration)
            log.info("reloaded", metadata: ["config": "\(path)"])
        } catch {
            let lines = DaemonFailure(error).lines
            for line in lines { log.error("\(line)") }
            reloadFault = "\((lines.count).counted("fault")), first \(lines.first ?? "unknown")"
            notes.note("reload failed, \(reloadFault ?? "")", at: now)
            log.error("reload failed; the last settings and catalog stay", metadata: ["config": "\(path)"])
            metrics.isLastReloadSuccessful = false
        }
        publishService()
    }

    /// The snapshot of a view: the last one with what changed since, or of everything on schedule, and where the record
    /// was restored or replaced.
    private func snapshot(
        of view: any RecordView, at moment: EvaluationMoment, isWhole: Bool
    ) throws(RecordFailure) -> Snapshot {
        if !isWhole, let snapshot, let snapshotState, case .only(let series) = try view.changes(since: snapshotState) {
            return snapshot.updated(with: part.own(among: series), at: moment)
        }
        return part.evaluator.snapshot(of: try view.series(part.selection, asOf: .now), at: moment)
    }

    /// Evaluates the record and publishes the result.
    ///
    /// - Parameter isDue: whether the schedule asks for it, so that all of the record is read again.
    /// - Throws: what reading or rendering throws; then nothing is published.
    private mutating func evaluate(at now: Timestamp, isDue: Bool, clock: () -> Timestamp) throws -> String {
        let day = now.day(in: settings.timeZone)
        let moment = EvaluationMoment(asOfYear: day.parts.year, day: day, time: now)
        let view = try record.store().view()
        let snapshot = try snapshot(of: view, at: moment, isWhole: isDue)
        let size = try view.size()
        let rendered = try renderer.render(snapshot, after: rendered, at: now)
        noteLeftOut(of: rendered)
        let end = clock()
        metrics.snapshotTime = now
        metrics.lastSuccess = end
        let seconds = max(0, end.seconds - now.seconds)
        metrics.evaluationSeconds = seconds
        restUntil = isDue ? nil : end.advanced(by: min(Self.longestWait, .seconds(Self.restShare * seconds)))
        metrics.evaluationSuccesses += 1
        metrics.isRecordReadable = true
        metrics.record = ServiceMetrics.Record(size: size)
        metrics.unknownSeries = part.served == nil ? snapshot.unknownSeries.count : nil
        metrics.samplesLeftOut = rendered.samplesLeftOut
        self.snapshot = snapshot
        snapshotState = view.state
        self.rendered = rendered
        var status = snapshot.statusWords(in: settings.timeZone)
        if rendered.samplesLeftOut > 0 {
            status = BilingualText(
                english: "\(status.english); \(rendered.samplesLeftOut.counted("sample")) left out",
                chinese: "\(status.chinese)；略去\(rendered.samplesLeftOut)个样本")
        }
        let origin = SnapshotOrigin(
            state: view.state, configured: metrics.configReadTime, timeZone: settings.timeZone)
        notes.lastEvaluation = end
        notes.seconds = seconds
        notes.nextEvaluation = isDue ? settings.schedule.next(after: now, in: settings.timeZone) : nextScheduled
        publication.publish(
            snapshot, of: origin, rendered, service: try metrics.render(beside: rendered), status: status,
            notes: notes)
        failure = nil
        words = status.english
        log.info("evaluated", metadata: ["status": "\(status.english)"])
        chronicle.note(snapshot, of: view, in: log)
        return status.english
    }

    /// Tells which indicators are left out for the limit, once until that changes.
    private mutating func noteLeftOut(of rendered: RenderedSnapshot) {
        let leftOut = rendered.indicatorsLeftOut
        defer { indicatorsLeftOut = leftOut }
        guard leftOut != indicatorsLeftOut else { return }
        guard !leftOut.isEmpty else {
            log.notice("all indicators are served again")
            return
        }
        let rest = leftOut.count - Self.mostNames
        let names = leftOut.prefix(Self.mostNames).map(\.rawValue).joined(separator: ", ")
        log.warning(
            "indicators left out for the limit on samples",
            metadata: [
                "indicators": "\(names)\(rest > 0 ? " and \(rest) more" : "")",
                "samples": "\(rendered.samplesLeftOut)", "samples_limit": "\(settings.samplesLimit)",
            ])
    }

    /// So many indicators are named at most.
    private static let mostNames = 20

    /// Serves what the inboxes hold and what has become of other units, where that has changed.
    private mutating func noteFolders() {
        let (counts, outcomes) = (inbox(), outcomes())
        guard counts != metrics.inbox || outcomes != metrics.outcomes else { return }
        (metrics.inbox, metrics.outcomes) = (counts, outcomes)
        publishService()
    }

    private func publishService() {
        do {
            publication.publish(service: try metrics.render(beside: rendered), notes: notes)
        } catch {
            log.error("the service's own metrics can't be rendered", metadata: ["error": "\(error)"])
        }
    }
}

extension SnapshotRenderer {
    /// - Parameter indicators: those that are served; nil: all.
    fileprivate init(_ settings: Settings, serving indicators: Set<Identifier<Indicator>>?) {
        self.init(
            groups: Set(settings.groups), samplesLimit: settings.samplesLimit, languages: settings.languages,
            indicators: indicators, timeZone: settings.timeZone)
    }
}

extension Snapshot {
    /// "2 indicators, 1 region, 8 observations; 1 target missed, 0 behind; evaluated 12:00".
    func statusWords(in timeZone: TimeZone) -> BilingualText {
        let published = series.filter(\.isPublished)
        let indicators = Set(published.map(\.indicator.id)).count
        let regions = Set(published.map(\.region.id)).count
        // Together with those that were missed they are those that the page `/` counts.
        let behind = targets.count { $0.gap.isBehind && $0.gap.state != .missed }
        let date = Date(timeIntervalSince1970: moment.time.seconds)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        let time = calendar.dateComponents([.hour, .minute], from: date)
        let clock = [time.hour ?? 0, time.minute ?? 0].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return BilingualText(
            english: "\(indicators.counted("indicator")), \(regions.counted("region")), "
                + "\(observationCount.counted("observation")); \(targetCount(.missed).counted("target")) missed, "
                + "\(behind) behind; evaluated \(clock)",
            chinese: "\(indicators)个指标，\(regions)个地区，\(observationCount)条数据；"
                + "\(targetCount(.missed))个目标未实现，\(behind)个落后；\(clock)计算")
    }
}
