import GRDB
public import Indicators
public import Record

extension SQLiteRecord {
    /// Records the rows of inputs, each as a batch of its own or as recorded already: all of them or nothing.
    ///
    /// On disk, all of it, when it returns. A dry run compares as much, and is taken back at its end; the last input, which no
    /// other is held against, it doesn't even write.
    public func append(
        _ batches: [(draft: BatchDraft, statements: any StatementSource)], dryRun: Bool
    ) throws(RecordFailure) -> [AppendReport] {
        try write { database in
            let now = clock()
            // Others see what is committed alone: the first batch is compared with that, the next ones with the first, too.
            var reports: [AppendReport] = []
            for (draft, statements) in batches {
                let isLarge = reports.isEmpty && statements.series.count >= leastForFeed
                let readers = isLarge ? readers : nil
                let isWritten = !dryRun || reports.count + 1 < batches.count
                reports.append(
                    try database.append(draft, statements, at: now, readers: readers, isWritten: isWritten))
            }
            let isKept = reports.settle(dryRun: dryRun)
            return (reports, isKept)
        }
    }
}

extension Database {
    /// Adds a batch of the rows, within the caller's transaction, which is not to be kept where it is refused.
    ///
    /// - Parameters:
    ///   - readers: connections that see what the transaction sees, for a large batch; nil: there are none.
    ///   - isWritten: whether the batch is added; else its rows are but compared.
    fileprivate func append(
        _ draft: BatchDraft, _ statements: any StatementSource, at now: Timestamp, readers: DatabasePool?,
        isWritten: Bool
    ) throws -> AppendReport {
        let log = try BatchLog(self)
        if let already = try batchWithSameInput(as: draft, in: log) {
            return AppendReport(already: already, rows: statements.count)
        }
        let batch = log.count + 1
        let recorded = log.nextRecorded(now: now)
        var entry = log.newest
        entry.goOn(to: batch, recorded: recorded)
        if !draft.isRetraction {
            try UnitTable(self).require(draft.units(of: statements.series), after: log.newest, for: &entry)
        }
        var comparison = BatchComparison(
            batch: batch, day: recorded.day(in: draft.timeZone), units: draft.units, knownUnits: draft.knownUnits)
        let figures = try log.newest.figures ?? figureTotal(log)
        var writer = try BatchWriter(self, batch: batch, after: log.newest, statements, isWritten: isWritten)
        try writer.write(
            under: log.standing, readers: log.count > 0 ? readers : nil, comparison: &comparison, entry: &entry)
        if isWritten {
            try addBatch(batch, draft.kind, recorded: recorded, by: draft.recordedBy, comparison.counts)
            entry.figures = figures + comparison.figureDifference
            entry.totals.counts.add(comparison.counts)
            if draft.isRetraction { entry.totals.retractions += 1 } else { entry.totals.backfills += 1 }
            try entry.add(to: self)
        }
        return AppendReport(of: batch, comparison, allowing: draft.allowed)
    }

    /// The newest standing batch with the same bytes, read the same way, if no other batch with one of its keys was
    /// recorded, voided or restored since.
    fileprivate func batchWithSameInput(as draft: BatchDraft, in log: BatchLog) throws -> Int? {
        let sql = "SELECT id FROM batch WHERE sha256 = ? AND reading = ? AND kind = ? ORDER BY id DESC"
        let same = try Int.fetchAll(
            cachedStatement(sql: sql), arguments: [draft.input.sha256.asData, draft.input.reading, draft.kind.name])
        guard let (batch, others) = log.firstStanding(of: same) else { return nil }
        let table = SeriesTable(self)
        let own = Set(try table.numbers(of: batch))
        var common: Set<Int64> = []
        for other in others { common.formUnion(own.intersection(try table.numbers(of: other))) }
        let reader = try HistoryReader(self)
        var history = SeriesHistory()
        for series in common {
            try reader.read(series, of: table.key(of: series), into: &history)
            if history.meet(batch, others) { return nil }
        }
        return batch
    }
}
