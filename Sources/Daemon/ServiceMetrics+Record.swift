internal import Exposition
internal import Record

extension ServiceMetrics.Record {
    init(size: RecordSize) {
        self.init()
        observations = size.observations
        vintages = size.vintages
        batches = size.batches
        bytes = size.bytes
        let counts = size.totals.counts
        rows = RowOutcome.allCases.map { ($0.name, counts[$0]) }
        files = [
            ("backfill", size.totals.backfills), ("retraction", size.totals.retractions), ("undo", size.totals.undos),
        ]
    }
}
