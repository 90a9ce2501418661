internal import Evaluation
internal import Indicators
internal import Logging
internal import Record
internal import Reports
internal import Systemd

/// Tells the log what each evaluation brought: the batches since the last one, and the targets whose states changed. Each of
/// those has the batch that changed it.
///
/// Of the first evaluation, and of a record that was put in another's place, nothing is told: all of it would be new.
struct Chronicle {
    private var snapshot: Snapshot?
    private var state: StateToken?

    /// Tells what is new in a snapshot of a view.
    mutating func note(_ snapshot: Snapshot, of view: any RecordView, in log: Logger) {
        defer { (self.snapshot, state) = (snapshot, view.state) }
        guard let before = self.snapshot, let state, view.state.record == state.record, view.state.batch >= state.batch
        else { return }
        do {
            let batches = try view.batches(after: state.batch)
            for batch in batches { log.tell(.batchRecorded, .notice, "batch recorded", metadata: batch.metadata) }
            try tell(changesFrom: before, to: snapshot, batches, of: view, since: state, in: log)
        } catch {
            log.error("what is new can't be told", metadata: ["error": "\(error)"])
        }
    }

    private func tell(
        changesFrom before: Snapshot, to after: Snapshot, _ batches: [Batch], of view: any RecordView,
        since state: StateToken, in log: Logger
    ) throws(RecordFailure) {
        let states = Dictionary(
            before.targets.map { ($0.target.id, $0.gap.state) }, uniquingKeysWith: { first, _ in first })
        let changed = after.targets.filter { target in states[target.target.id].map { $0 != target.gap.state } ?? false
        }
        guard !changed.isEmpty else { return }
        var search = batches.isEmpty ? nil : try GapChangeSearch(in: view, of: after, since: state.batch)
        for target in changed {
            let key = target.target.series
            var metadata: Logger.Metadata = [
                "target": "\(target.target.id.rawValue)", "indicator": "\(key.indicator.rawValue)",
                "region": "\(key.region.rawValue)", "before": "\(states[target.target.id]?.rawValue ?? "")",
                "after": "\(target.gap.state.rawValue)",
            ]
            if let batch = try search?.newestBatch(for: target) { metadata["batch"] = "\(batch.id)" }
            log.tell(.targetStateChanged, .notice, "target state changed", metadata: metadata)
        }
    }
}

extension Batch {
    /// What the log says of a batch.
    fileprivate var metadata: Logger.Metadata {
        var metadata: Logger.Metadata = ["batch": "\(id)", "recorded_by": "\(recordedBy)"]
        switch kind {
        case .backfill(let input), .retraction(let input):
            metadata["file"] = "\(input.file)"
            metadata["rows"] = "\(counts.rows)"
        case .undo(let batch): metadata["undo_of"] = "\(batch)"
        }
        return metadata
    }
}
