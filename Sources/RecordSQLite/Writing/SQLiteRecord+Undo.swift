import GRDB
import Indicators
public import Record

extension SQLiteRecord {
    /// Voids a batch by another, in constant work; a dry run, which only reads, lists what would change.
    public func undo(
        _ batch: Int, by recordedBy: String, dryRun: Bool
    ) throws(RecordFailure) -> UndoReport {
        if dryRun { return try read { try $0.previewUndo(of: batch) } }
        return try write { database in
            let log = try BatchLog(database)
            var report = try log.reportBeforeUndo(of: batch)
            guard report.already == nil else { return (report, false) }
            let undo = log.count + 1
            let recorded = log.nextRecorded(now: clock())
            try database.addBatch(undo, .undo(of: batch), recorded: recorded, by: recordedBy, BatchCounts())
            var entry = log.newest
            entry.goOn(to: undo, recorded: recorded)
            entry.figures = nil
            entry.totals.undos += 1
            entry.undosSum += Checksum(ofUndo: undo, voiding: batch)
            try entry.add(to: database)
            report.batch = undo
            return (report, true)
        }
    }
}

extension Database {
    fileprivate func previewUndo(of batch: Int) throws -> UndoReport {
        let log = try BatchLog(self)
        var report = try log.reportBeforeUndo(of: batch)
        guard report.already == nil else { return report }
        var after = log.standing
        let changed = after.void(batch, by: log.count + 1)
        let reader = try HistoryReader(self)
        var history = SeriesHistory()
        var (old, new): ([Leader], [Leader]) = ([], [])
        for (series, key) in try SeriesTable(self).ofBatches(Set(changed)) {
            try reader.read(series, of: key, into: &history)
            history.findLeaders(under: log.standing, into: &old)
            history.findLeaders(under: after, into: &new)
            report.revisions += Revision.changes(of: key, from: old, to: new)
        }
        return report
    }
}
