internal import Exposition
internal import Record

/// What all batches of a record did, counted batch by batch.
struct BatchTotals {
    private var counts = BatchCounts()
    private var kinds = (backfill: 0, retraction: 0, undo: 0)

    /// Adds a batch.
    mutating func add(_ batch: Batch) {
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

    /// Rows by what they did.
    var rows: [(result: String, count: Int)] {
        [
            ("new", counts.new), ("revised", counts.revised), ("confirmed", counts.confirmed), ("older", counts.older),
            ("unchanged", counts.unchanged), ("retracted", counts.retracted),
        ]
    }

    /// Batches by what they are.
    var files: [(result: String, count: Int)] {
        [("backfill", kinds.backfill), ("retraction", kinds.retraction), ("undo", kinds.undo)]
    }
}

extension ServiceMetrics.Record {
    init(size: RecordSize, _ totals: BatchTotals) {
        self.init()
        observations = size.observations
        vintages = size.vintages
        batches = size.batches
        bytes = size.bytes
        rows = totals.rows
        files = totals.files
    }
}
