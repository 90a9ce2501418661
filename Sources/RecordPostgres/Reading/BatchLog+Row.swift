import Record

extension BatchLog {
    /// Reads the log of all batches.
    init(_ session: inout Session) throws {
        let newest = try BatchRow.newestEntry(in: &session)
        let rows = try session.run("SELECT id, voids FROM mosaic.batch WHERE voids IS NOT NULL ORDER BY id")
        try self.init(newest, undos: (0..<rows.count).map { (id: Int(rows.int($0, 0)), target: Int(rows.int($0, 1))) })
    }

    /// How many figures are in force.
    ///
    /// The newest batch that noted a number gives it. The series that were touched since are counted before and after.
    func figureTotal(_ session: inout Session) throws -> Int {
        var counted = count
        var total = 0
        while counted > 0 {
            if let figures = try BatchRow.entry(of: counted, in: &session).figures {
                total = figures
                break
            }
            counted -= 1
        }
        let earlier = upTo(counted)
        var (before, after): ([Leader], [Leader]) = ([], [])
        let series = try SeriesTable.changed(since: counted, in: self, &session)
        try HistoryReader.read(series, upTo: count, in: &session) { _, _, history, _ in
            history.findLeaders(under: earlier.standing, into: &before)
            history.findLeaders(under: standing, into: &after)
            total += after.figureCount - before.figureCount
        }
        return total
    }

    /// What an undo of a batch would change.
    func previewUndo(of batch: Int, _ session: inout Session) throws -> UndoReport {
        var report = try reportBeforeUndo(of: batch)
        guard report.already == nil else { return report }
        var voided = standing
        let changed = voided.void(batch, by: count + 1)
        let numbers = try SeriesTable.numbers(ofBatches: Set(changed), in: &session)
        var (old, new): ([Leader], [Leader]) = ([], [])
        let series = try SeriesTable.keys(of: numbers, in: &session)
        try HistoryReader.read(series, upTo: count, in: &session) { _, key, history, _ in
            history.findLeaders(under: standing, into: &old)
            history.findLeaders(under: voided, into: &new)
            report.revisions += Revision.changes(of: key, from: old, to: new)
        }
        return report
    }
}

extension StateToken {
    /// The state of a record just after a batch.
    init(_ identity: RecordIdentity, _ entry: LedgerEntry) {
        self.init(record: identity.id, batch: entry.batch, recorded: entry.recorded, sha256: entry.sha256)
    }
}
