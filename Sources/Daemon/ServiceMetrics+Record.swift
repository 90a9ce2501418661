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
        rows = [
            ("new", counts.new), ("revised", counts.revised), ("confirmed", counts.confirmed), ("older", counts.older),
            ("unchanged", counts.unchanged), ("retracted", counts.retracted),
        ]
        files = [
            ("backfill", size.totals.backfills), ("retraction", size.totals.retractions), ("undo", size.totals.undos),
        ]
    }
}
