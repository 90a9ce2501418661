public import Indicators

extension RecordView {
    /// The series that a batch states something of, ascending by key; of an undo those of the batch that it voids.
    ///
    /// The record is read as it was just after the batch: all of it, as no index leads from a batch to its series.
    /// - Throws: ``RecordFailure/noSuchBatch(_:)`` too.
    public func series(statedBy id: Int) throws(RecordFailure) -> [SeriesKey] {
        var stated = try batch(id)
        while case .undo(let other) = stated.kind { stated = try batch(other) }
        var found: [SeriesKey] = []
        do {
            try statements(SeriesSelection(), asOf: AsOf(recorded: .batch(stated.id))) { statements in
                if let one = statements.first(where: { $0.batch == stated.id }) { found.append(one.series) }
            }
        } catch let failure as RecordFailure {
            throw failure
        } catch {
            throw .inputUnreadable(why: "\(error)")
        }
        return found
    }
}
