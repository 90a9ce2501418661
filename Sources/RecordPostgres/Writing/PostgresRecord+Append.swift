import Indicators
import Record

extension PostgresRecord {
    func append(
        _ batches: [(draft: BatchDraft, statements: any StatementSource)], dryRun: Bool
    ) throws(RecordFailure) -> [AppendReport] {
        try write { session, attempt in
            let now = clock()
            var reports: [AppendReport] = []
            for (draft, statements) in batches {
                let isWritten = !dryRun || reports.count + 1 < batches.count
                reports.append(
                    try session.append(draft, statements, at: now, attempt: attempt, isWritten: isWritten))
            }
            let isKept = reports.settle(dryRun: dryRun)
            return (reports, isKept)
        }
    }

    func undo(_ batch: Int, by recordedBy: String, dryRun: Bool) throws(RecordFailure) -> UndoReport {
        if dryRun { return try read { try BatchLog(&$0).previewUndo(of: batch, &$0) } }
        return try write { session, attempt in
            let log = try BatchLog(&session)
            var report = try log.reportBeforeUndo(of: batch)
            guard report.already == nil else { return (report, false) }
            var entry = log.newest
            entry.goOn(to: log.count + 1, recorded: log.nextRecorded(now: clock()))
            entry.sha256 = nil
            entry.figures = nil
            entry.totals.undos += 1
            entry.undosSum += Checksum(ofUndo: entry.batch, voiding: batch)
            let row = BatchRow(
                kind: .undo(of: batch), recordedBy: recordedBy, counts: BatchCounts(), entry: entry, attempt: attempt)
            try row.add(to: &session)
            report.batch = entry.batch
            return (report, true)
        }
    }
}

extension Session {
    /// Adds a batch of the rows, within the caller's transaction, which is not to be kept where it is refused.
    ///
    /// - Parameter isWritten: whether the batch is added; else its rows are but compared.
    fileprivate mutating func append(
        _ draft: BatchDraft, _ statements: any StatementSource, at now: Timestamp, attempt: [UInt8], isWritten: Bool
    ) throws -> AppendReport {
        let log = try BatchLog(&self)
        if let already = try batchWithSameInput(as: draft, in: log) {
            return AppendReport(already: already, rows: statements.count)
        }
        let batch = log.count + 1
        let recorded = log.nextRecorded(now: now)
        var entry = log.newest
        entry.goOn(to: batch, recorded: recorded)
        entry.sha256 = draft.input.sha256
        if !draft.isRetraction {
            try UnitTable.require(
                draft.units(of: statements.series), after: log.newest, for: &entry, in: &self)
        }
        var comparison = BatchComparison(
            batch: batch, day: recorded.day(in: draft.timeZone), units: draft.units, knownUnits: draft.knownUnits)
        let figures = try log.newest.figures ?? log.figureTotal(&self)
        var writer = try BlockWriter(log, statements, isWritten: isWritten, in: &self)
        try writer.write(statements, comparison: &comparison, entry: &entry, in: &self)
        if isWritten {
            entry.figures = figures + comparison.figureDifference
            entry.totals.counts.add(comparison.counts)
            if draft.isRetraction { entry.totals.retractions += 1 } else { entry.totals.backfills += 1 }
            let row = BatchRow(
                kind: draft.kind, recordedBy: draft.recordedBy, counts: comparison.counts, entry: entry,
                attempt: attempt)
            try row.add(to: &self)
        }
        return AppendReport(of: batch, comparison, allowing: draft.allowed)
    }

    /// The newest standing batch with the same bytes, read the same way.
    ///
    /// - Returns: nil too where another batch with one of its keys was recorded, voided or restored since.
    private mutating func batchWithSameInput(as draft: BatchDraft, in log: BatchLog) throws -> Int? {
        let same = try run(
            "SELECT id FROM mosaic.batch WHERE sha256 = $1 AND reading = $2 AND kind = $3 ORDER BY id DESC",
            [
                .bytes(draft.input.sha256), .text(draft.input.reading),
                .text(BatchRow.kindName(isRetraction: draft.isRetraction)),
            ])
        let batches = (0..<same.count).map { Int(same.int($0, 0)) }
        guard let (batch, others) = log.firstStanding(of: batches) else { return nil }
        let own = try SeriesTable.numbers(ofBatches: [batch], in: &self)
        let common = try own.intersection(SeriesTable.numbers(ofBatches: others, in: &self))
        let series = try SeriesTable.keys(of: common, in: &self)
        var doMeet = false
        try HistoryReader.read(series, upTo: log.count, in: &self) { _, _, history, _ in
            doMeet = doMeet || history.meet(batch, others)
        }
        return doMeet ? nil : batch
    }
}
