import Indicators
import Record

/// A naive record's state, copied whole: whatever is recorded later, it is not in it.
struct NaiveView: RecordView {
    let whole: NaiveRecord.State

    init(state: NaiveRecord.State) { whole = state }

    var state: StateToken { whole.token }

    func batches(after batch: Int) -> [Batch] {
        whole.entries.indices.filter { $0 >= batch }.map { index in
            let entry = whole.entries[index]
            return Batch(
                id: index + 1, kind: entry.kind, recorded: entry.recorded, recordedBy: entry.recordedBy,
                counts: entry.counts, voidedBy: whole.newestVoid(of: index + 1, upTo: whole.entries.count))
        }
    }

    func batch(_ id: Int) throws(RecordFailure) -> Batch {
        guard whole.entries.indices.contains(id - 1) else { throw .noSuchBatch(id) }
        return batches(after: id - 1)[0]
    }

    func series(statedBy id: Int) throws(RecordFailure) -> [SeriesKey] {
        var batch = try batch(id)
        while case .undo(let voided) = batch.kind { batch = try self.batch(voided) }
        let stating = batch.id
        return Set(whole.said.filter { $0.batch == stating }.map(\.key.series)).sorted()
    }

    func series(_ selection: SeriesSelection, asOf: AsOf) throws(RecordFailure) -> [Series] {
        let inForce = try whole.inForce(selection, asOf).filter { $0.content != .retraction }
        return Set(inForce.map(\.key.series)).sorted().map { series in
            let ofSeries = inForce.filter { $0.key.series == series }
            return Series(
                key: series, observations: ofSeries.compactMap { $0.content.observation(of: $0.key.period) },
                recorded: ofSeries.map { whole.entries[$0.batch - 1].recorded })
        }
    }

    func changes(since token: StateToken) throws(RecordFailure) -> RecordChanges {
        guard (0...whole.entries.count).contains(where: { whole.token(after: $0) == token }) else { return .everything }
        var then = whole
        then.entries.removeLast(whole.entries.count - token.batch)
        then.said.removeAll { $0.batch > token.batch }
        let (before, now) = (
            try NaiveView(state: then).series(SeriesSelection(), asOf: .now),
            try series(SeriesSelection(), asOf: .now)
        )
        let gone = Set(before.map(\.key)).subtracting(now.map(\.key)).map { Series(key: $0, observations: []) }
        return .only((now.filter { !before.contains($0) } + gone).sorted { $0.key < $1.key })
    }

    func figures(_ selection: SeriesSelection, asOf: AsOf, _ receive: ([Figure]) throws -> Void) throws {
        let inForce = try whole.inForce(selection, asOf)
        for series in Set(inForce.map(\.key.series)).sorted() {
            let figures = inForce.filter { $0.key.series == series }.compactMap { said in
                said.content.observation(of: said.key.period).map { observation in
                    Figure(
                        series: series, observation: observation, published: said.published, batch: said.batch,
                        recorded: whole.entries[said.batch - 1].recorded, source: said.source, note: said.note)
                }
            }
            if !figures.isEmpty { try receive(figures) }
        }
    }

    func vintages(of series: SeriesKey, asOf: AsOf) throws(RecordFailure) -> [Vintage] {
        let visible = try whole.visible(asOf).filter { $0.key.series == series }
        var vintages: [Vintage] = []
        for key in Set(visible.map(\.key)).sorted() {
            let ofKey = visible.filter { $0.key == key }
            for date in Set(ofKey.map(\.published)).sorted() {
                var runs: [[NaiveRecord.Said]] = []
                for said in ofKey where said.published == date {
                    if runs.last?.last?.content == said.content {
                        runs[runs.count - 1].append(said)
                    } else {
                        runs.append([said])
                    }
                }
                for (index, run) in runs.enumerated() {
                    let others = Set(run.map(\.batch)).subtracting([run[0].batch])
                    vintages.append(
                        Vintage(
                            series: series, period: key.period, content: run[0].content, published: date,
                            batch: run[0].batch, recorded: whole.entries[run[0].batch - 1].recorded,
                            source: run[0].source, note: run[0].note, repeatedBy: others.sorted(),
                            isInForce: index == runs.count - 1 && date == ofKey.map(\.published).max()))
                }
            }
        }
        return vintages
    }

    func units() -> [Identifier<Indicator>: String] { whole.units }

    /// How much the state holds; it takes no bytes on a disk.
    func size() throws(RecordFailure) -> RecordSize {
        var totals = BatchTotals()
        for batch in batches(after: 0) { totals.add(batch) }
        return RecordSize(
            observations: try whole.inForce(SeriesSelection(), .now).filter { $0.content != .retraction }.count,
            vintages: whole.entries.reduce(0) { $0 + $1.counts.rows - $1.counts[.unchanged] },
            batches: whole.entries.count, bytes: 0, totals: totals)
    }
}
