public import Indicators
public import Record
import Synchronization

extension NaiveRecord {
    /// Records the rows of inputs, each as a batch of its own: all of them, or nothing where one is refused.
    public func append(
        _ batches: [(draft: BatchDraft, statements: any StatementSource)], dryRun: Bool
    ) throws(RecordFailure) -> [AppendReport] {
        try requireReachable()
        return try contents.withLock { state throws(RecordFailure) in
            let now = clock()
            var after = state
            var reports: [AppendReport] = []
            for batch in batches { reports.append(try after.append(batch.draft, batch.statements, at: now)) }
            if dryRun || reports.contains(where: \.isRefused) {
                for index in reports.indices { reports[index].batch = nil }
            } else {
                state = after
            }
            return reports
        }
    }

    /// Voids a batch by another.
    public func undo(
        _ batch: Int, by recordedBy: String, dryRun: Bool
    ) throws(RecordFailure) -> UndoReport {
        try requireReachable()
        return try contents.withLock { state throws(RecordFailure) in
            guard batch >= 1, batch <= state.entries.count else { throw .noSuchBatch(batch) }
            var report = UndoReport(voids: batch)
            report.already = state.newestVoid(of: batch, upTo: state.entries.count)
            guard report.already == nil else { return report }
            let entry = Entry(
                kind: .undo(of: batch), recorded: state.nextRecorded(clock()), recordedBy: recordedBy,
                counts: BatchCounts())
            guard dryRun else {
                state.entries.append(entry)
                report.batch = state.entries.count
                return report
            }
            let before = try state.figures()
            var undone = state
            undone.entries.append(entry)
            let after = try undone.figures()
            for key in Set(before.keys).union(after.keys).sorted() where before[key] != after[key] {
                report.revisions.append(
                    Revision(series: key.series, period: key.period, old: before[key]?.value, new: after[key]?.value))
            }
            return report
        }
    }
}

extension NaiveRecord.State {
    /// Records the rows of one input as a batch, or says that they are recorded already.
    fileprivate mutating func append(
        _ draft: BatchDraft, _ source: any StatementSource, at now: Timestamp
    ) throws(RecordFailure) -> AppendReport {
        let statements: StatementBuffer
        do {
            statements = try source.gathered()
        } catch {
            throw .inputUnreadable(why: String(describing: error))
        }
        var report = AppendReport()
        if let already = batchAlready(draft) {
            report.already = already
            report.counts.rows = statements.rows.count
            report.counts[.unchanged] = statements.rows.count
            return report
        }
        if !draft.isRetraction {
            for indicator in Set(statements.series.map(\.indicator)).sorted() {
                guard let asked = draft.units[indicator] else { continue }
                let recorded = units[indicator] ?? asked
                guard recorded == asked else {
                    throw .unitChanged(indicator: indicator.rawValue, recorded: recorded, asked: asked)
                }
                units[indicator] = asked
            }
        }
        let batch = entries.count + 1
        let recorded = nextRecorded(now)
        let standing = try visible(.now)
        let before = Dictionary(uniqueKeysWithValues: Self.inForce(standing).map { ($0.key, $0) })
        let rows = statements.stated.map { row in
            let repeated = before[row.key].flatMap { $0.content == row.content ? $0.published : nil }
            return NaiveRecord.Said(
                key: row.key, published: row.published ?? repeated ?? recorded.day(in: draft.timeZone),
                content: row.content, source: row.source, note: row.note, batch: batch)
        }
        let after = Dictionary(uniqueKeysWithValues: Self.inForce(standing + rows).map { ($0.key, $0) })
        var found: [GuardFinding] = []
        for (index, row) in rows.enumerated() {
            let place = statements.rows[index].location
            let old = report.counts
            report.count(
                row, at: place, standing: standing, earlier: rows[..<index], before: before[row.key],
                after: after[row.key])
            if report.counts[.unchanged] > old[.unchanged] || row.content == before[row.key]?.content { continue }
            found += row.slips(
                at: place, after: after, unit: draft.units[row.key.series.indicator], known: draft.knownUnits)
            if report.counts[.revised] > old[.revised] { found += row.revisions(at: place, before: before[row.key]) }
        }
        report.batch = batch
        report.counts.rows = rows.count
        report.idleRetractions.sort()
        for finding in found.shuffled() { report.findings.add(finding) }
        report.isRefused = found.contains { $0.severity == .error && !draft.allowed.contains($0.found) }
        said += rows
        entries.append(
            NaiveRecord.Entry(
                kind: draft.isRetraction ? .retraction(draft.input) : .backfill(draft.input), recorded: recorded,
                recordedBy: draft.recordedBy, counts: report.counts))
        return report
    }

    /// The clock, or just after the last batch if it has gone back.
    fileprivate func nextRecorded(_ now: Timestamp) -> Timestamp {
        guard let last = entries.last?.recorded, now <= last else { return now }
        return Timestamp(microseconds: last.microseconds + 1)
    }

    fileprivate func figures() throws(RecordFailure) -> [StatementKey: StatementContent] {
        let figures = try inForce(SeriesSelection(), .now).filter { $0.content != .retraction }
        return Dictionary(uniqueKeysWithValues: figures.map { ($0.key, $0.content) })
    }

    /// The newest standing batch of the same bytes read the same way, unless another batch with one of its keys was
    /// recorded, voided or restored since.
    fileprivate func batchAlready(_ draft: BatchDraft) -> Int? {
        let wanted: Batch.Kind = draft.isRetraction ? .retraction(draft.input) : .backfill(draft.input)
        let numbers = Array(entries.indices.map { $0 + 1 })
        let found = numbers.last { number in
            entries[number - 1].kind.isSameReading(as: wanted) && stands(number, upTo: entries.count)
        }
        guard let found else { return nil }
        let keys = Set(said.filter { $0.batch == found }.map(\.key))
        let others = Set(said.filter { keys.contains($0.key) && $0.batch != found }.map(\.batch))
        for last in numbers where last > found {
            if others.contains(last) { return nil }
            for other in others where other < last {
                if stands(other, upTo: last) != stands(other, upTo: last - 1) { return nil }
            }
        }
        return found
    }
}

extension Batch.Kind {
    /// Whether both are of the same bytes, read the same way; what the file was called doesn't matter.
    fileprivate func isSameReading(as other: Batch.Kind) -> Bool {
        switch (self, other) {
        case (.backfill(let left), .backfill(let right)), (.retraction(let left), .retraction(let right)):
            left.sha256 == right.sha256 && left.reading == right.reading
        default: false
        }
    }
}

extension AppendReport {
    /// Counts a row as the first that fits.
    fileprivate mutating func count(
        _ row: NaiveRecord.Said, at place: RowLocation, standing: [NaiveRecord.Said],
        earlier: ArraySlice<NaiveRecord.Said>,
        before: NaiveRecord.Said?, after: NaiveRecord.Said?
    ) {
        let newest = standing.last { $0.key == row.key && $0.published == row.published }
        let isSaidEarlier = earlier.contains { $0.key == row.key && $0.published == row.published }
        if newest?.content == row.content || isSaidEarlier {
            counts[.unchanged] += 1
        } else if let after, after.published > row.published {
            counts[.older] += 1
            if row.content == .retraction { idleRetractions.append(place) }
        } else if before?.content == row.content {
            counts[.confirmed] += 1
        } else if row.content == .retraction {
            counts[.retracted] += 1
            if before == nil { idleRetractions.append(place) }
        } else if before == nil || before?.content == .retraction {
            counts[.new] += 1
        } else {
            counts[.revised] += 1
            revisions.append(
                Revision(
                    series: row.key.series, period: row.key.period, old: before?.content.value, new: row.content.value))
        }
    }
}
