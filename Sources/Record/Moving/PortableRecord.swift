/// A record whose batches can be carried into another record, and which takes those of others, as they stand.
public protocol PortableRecord: RecordStore {
    /// What the record holds now, with all that it keeps of each batch.
    func portableView() throws(RecordFailure) -> any PortableView

    /// Adds a batch of another record as it is kept there: number, time, who, counts, and what it says of each series.
    ///
    /// All of it is there when it returns, or nothing. A record without a batch becomes one with the other's own id.
    /// - Parameters:
    ///   - origin: the state of the other record just before the batch.
    ///   - expected: the state that this record is in.
    ///   - forEachStretch: hands over what the batch says; it may be asked again where a connection breaks.
    /// - Throws: ``RecordFailure/busy(place:)`` where the record is in another state, and what `forEachStretch` throws.
    func take(
        _ batch: KeptBatch, after origin: StateToken, expecting expected: StateToken,
        _ forEachStretch: ((KeptStretch) throws -> Void) throws -> Void
    ) throws(RecordFailure)
}

/// One state of a record, with all that it keeps of each batch.
public protocol PortableView: RecordView {
    /// The batch of a number, as it is kept.
    /// - Throws: ``RecordFailure/noSuchBatch(_:)`` too.
    func keptBatch(_ id: Int) throws(RecordFailure) -> KeptBatch

    /// Hands over what a batch says of each series, in the order of keys, some hundred series at a time.
    ///
    /// No transaction is open while `receive` runs; what it throws is thrown on.
    /// - Throws: ``RecordFailure/damaged(place:why:)`` at the end too, where it is not what was recorded.
    func forEachStretch(of batch: Int, _ receive: (KeptStretch) throws -> Void) throws
}
