public import Indicators

extension RecordStore {
    /// Records the rows of one input as a batch, or says that they are recorded already, or why they are refused.
    ///
    /// - Parameter dryRun: does everything but keep it; the report's `batch` is nil.
    public func append(
        _ draft: BatchDraft, _ statements: any StatementSource, dryRun: Bool
    ) throws(RecordFailure) -> AppendReport {
        let reports = try append([(draft: draft, statements: statements)], dryRun: dryRun)
        precondition(reports.count == 1, "an append reports on each of its batches")
        return reports[0]
    }
}
