/// What all batches of a record did, added up.
public struct BatchTotals: Hashable, Sendable {
    /// What their rows did.
    public var counts = BatchCounts()
    /// How many of them are backfills.
    public var backfills = 0
    /// How many of them are retractions.
    public var retractions = 0
    /// How many of them are undos.
    public var undos = 0

    /// Makes totals of no batch.
    public init() {}

    /// Adds a batch.
    public mutating func add(_ batch: Batch) {
        counts.add(batch.counts)
        switch batch.kind {
        case .backfill: backfills += 1
        case .retraction: retractions += 1
        case .undo: undos += 1
        }
    }
}
