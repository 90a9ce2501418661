internal import Formats
internal import Indicators
public import Record

extension AppendReport {
    /// What a backfill tells: one line, then the figures that were revised, 20 at most.
    public func lines(file: String, isDryRun: Bool) -> [String] {
        if let already { return ["\(file): already recorded as batch \(already)"] }
        let parts = counts.named.dropFirst().filter { $0.count > 0 }.map { "\($0.count) \($0.name)" }
        let head = batch.map { "batch \($0): " } ?? (isDryRun ? "dry run: " : "")
        return ["\(head)\(file): \(counts.rows.counted("row")): \(parts.joined(separator: ", "))"] + revisions.lines
    }
}

extension UndoReport {
    /// What an undo tells: one line, then the figures that would change, 20 at most.
    public var lines: [String] {
        let head =
            if let already {
                "batch \(voids) is void already, by batch \(already)"
            } else if let batch {
                "batch \(batch): voids batch \(voids)"
            } else {
                "dry run: \(revisions.count.counted("figure")) in force would change"
            }
        return [head] + revisions.lines
    }
}

extension [Revision] {
    /// One line a revision, 20 at most, then how many more there are.
    public var lines: [String] {
        let shown = prefix(20).map { revision in
            let old = revision.old.map { $0.decimalText } ?? "none"
            let new = revision.new.map { $0.decimalText } ?? "none"
            return "  \(revision.series.indicator) \(revision.series.region) \(revision.period): \(old) → \(new)"
        }
        return shown + (count > 20 ? ["  and \(count - 20) more"] : [])
    }
}
