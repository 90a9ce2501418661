public import Evaluation
public import Foundation
public import Indicators
public import Record

/// Finds the targets whose states have changed between two points of a record's time, and why.
public struct GapChangeSearch {
    private let view: any RecordView
    private let evaluator: Evaluator
    private let batches: [Batch]
    private let earlier: Viewpoint
    private let later: Viewpoint
    private let earlierMoment: EvaluationMoment
    private let laterMoment: EvaluationMoment
    /// The states that were worked out, by batch and indicator.
    private var known: [StateKey: [Identifier<Target>: TargetState]] = [:]

    /// Of which indicator, and after which batch, states are known.
    private struct StateKey: Hashable {
        var batch: Int
        var indicator: Identifier<Indicator>
    }

    /// Makes a search.
    ///
    /// - Parameters:
    ///   - evaluator: of the catalog, which is the same in both views.
    ///   - earlier: what states are compared with.
    ///   - later: what states are shown.
    ///   - now: the clock.
    /// - Throws: ``RecordFailure`` if the record can't be read or lacks a batch of a view.
    public init(
        in view: any RecordView, evaluator: Evaluator, from earlier: Viewpoint, to later: Viewpoint, now: Timestamp,
        timeZone: TimeZone
    ) throws(RecordFailure) {
        self.view = view
        self.evaluator = evaluator
        self.earlier = earlier
        self.later = later
        batches = try view.batches()
        earlierMoment = try earlier.moment(now: now, in: timeZone, batch: view.batch)
        laterMoment = try later.moment(now: now, in: timeZone, batch: view.batch)
    }

    /// Makes a search between a batch and a snapshot of a view, which reads no batches before.
    ///
    /// - Parameter batch: the number of the last one before.
    /// - Throws: ``RecordFailure`` if the record can't be read.
    public init(in view: any RecordView, of snapshot: Snapshot, since batch: Int) throws(RecordFailure) {
        self.view = view
        evaluator = Evaluator(catalog: snapshot.catalog)
        earlier = Viewpoint(asOf: AsOf(recorded: .batch(batch)), asOfYear: snapshot.moment.asOfYear)
        later = Viewpoint(asOf: .now, asOfYear: snapshot.moment.asOfYear)
        batches = try view.batches(after: batch)
        earlierMoment = snapshot.moment
        laterMoment = snapshot.moment
    }

    /// The targets whose states differ, in the catalog's order.
    public mutating func changes() throws(RecordFailure) -> [GapChange] {
        let whole = SeriesSelection()
        let old = try view.series(whole, asOf: earlier.asOf)
        let before = evaluator.snapshot(of: old, at: earlierMoment)
        let after = evaluator.snapshot(of: try view.series(whole, asOf: later.asOf), at: laterMoment)
        // The earlier record, evaluated now. If it gives the same state, no batch is the cause.
        let without = evaluator.snapshot(of: old, at: laterMoment)
        var changes: [GapChange] = []
        for target in after.targets {
            let id = target.target.id
            let was = before.evaluation(of: id)
            guard was?.gap.state != target.gap.state else { continue }
            let cause: GapChange.Cause
            if was == nil {
                cause = .targetPublished(target.target.sourceDate)
            } else if without.evaluation(of: id)?.gap.state != target.gap.state,
                let batch = try newestBatch(for: target)
            {
                cause = .batch(batch)
            } else if let was, was.target != target.target {
                cause = .targetRevised(target.target.sourceDate)
            } else {
                cause = .yearTurned(from: earlierMoment.asOfYear, to: laterMoment.asOfYear)
            }
            changes.append(GapChange(target: target, before: was?.gap.state, cause: cause))
        }
        return changes
    }

    /// The newest batch between the views before which the target's state was another; nil: there is none.
    ///
    /// - Throws: ``RecordFailure`` if the record can't be read.
    public mutating func newestBatch(for target: TargetEvaluation) throws(RecordFailure) -> Batch? {
        for batch in try suspects(for: target.target).reversed() {
            let states = try states(of: target.indicator, after: batch.id - 1)
            if states[target.target.id] != target.gap.state { return batch }
        }
        return nil
    }

    /// The batches between the views that may have changed a target's series: those that speak of one, and undos. If one has
    /// no statement of its own, all of them.
    private func suspects(for target: Target) throws(RecordFailure) -> [Batch] {
        let first = earlier.lastBatch(of: batches) + 1
        let between = batches.filter { $0.id >= first && $0.id <= later.lastBatch(of: batches) }
        var speakers: Set<Int> = []
        for key in [target.series] + (target.terms.reference.map { [$0.series] } ?? []) {
            let vintages = try view.vintages(of: key, asOf: later.asOf)
            if vintages.isEmpty { return between }
            for vintage in vintages {
                speakers.insert(vintage.batch)
                speakers.formUnion(vintage.repeatedBy)
            }
        }
        return between.filter { speakers.contains($0.id) || $0.voids != nil }
    }

    /// The states that an indicator's targets would have now if a batch were the record's last.
    private mutating func states(
        of indicator: Indicator, after batch: Int
    ) throws(RecordFailure) -> [Identifier<Target>: TargetState] {
        let key = StateKey(batch: batch, indicator: indicator.id)
        if let states = known[key] { return states }
        var series: [Series] = []
        for id in evaluator.catalog.needs(of: indicator.id) where batch > 0 {
            let asOf = AsOf(recorded: .batch(batch), publishedBy: later.asOf.publishedBy)
            series += try view.series(SeriesSelection(indicator: id), asOf: asOf)
        }
        let targets = evaluator.snapshot(of: series, at: laterMoment).targets.filter { $0.indicator.id == indicator.id }
        let states = Dictionary(
            targets.map { ($0.target.id, $0.gap.state) }, uniquingKeysWith: { first, _ in first })
        known[key] = states
        return states
    }
}

extension Snapshot {
    fileprivate func evaluation(of id: Identifier<Target>) -> TargetEvaluation? {
        targets.first { $0.target.id == id }
    }
}

extension Viewpoint {
    /// The number of the last batch in the view; 0 if it has none.
    fileprivate func lastBatch(of batches: [Batch]) -> Int {
        switch asOf.recorded {
        case nil: batches.last?.id ?? 0
        case .batch(let id): id
        case .time(let time): batches.last { $0.recorded <= time }?.id ?? 0
        }
    }
}
