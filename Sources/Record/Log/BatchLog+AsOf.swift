public import Indicators

extension BatchLog {
    /// The log up to a point in the record's time.
    ///
    /// - Parameter times: when each batch was recorded, by number; index 0 stands for no batch.
    /// - Throws: ``RecordFailure/noSuchBatch(_:)``, and what `times` does.
    public func upTo(_ asOf: AsOf, times: () throws(RecordFailure) -> [Timestamp]) throws(RecordFailure) -> BatchLog {
        switch asOf.recorded {
        case nil: return self
        case .batch(let batch):
            guard batch > 0, batch <= count else { throw .noSuchBatch(batch) }
            return upTo(batch)
        case .time(let time): return upTo(try times().lastIndex { $0 <= time } ?? 0)
        }
    }
}
