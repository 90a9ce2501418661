public import Indicators
public import Record
import Synchronization

/// A record that keeps every statement in an array and answers by brute force, rule by rule as docs/record.md has them.
///
/// It shares no code with a compact record: where both agree, both are right, or docs/record.md is unclear.
public final class NaiveRecord: RecordStore {
    struct Said: Hashable {
        let key: StatementKey
        let published: CalendarDate
        let content: StatementContent
        let source: String
        let note: String?
        let batch: Int
    }

    struct Entry {
        let kind: Batch.Kind
        let recorded: Timestamp
        let recordedBy: String
        let counts: BatchCounts

        var voids: Int? { if case .undo(let target) = kind { target } else { nil } }
    }

    /// Everything that was ever said, in recorded order, and every batch.
    struct State {
        var said: [Said] = []
        var entries: [Entry] = []
        var units: [Identifier<Indicator>: String] = [:]
    }

    let state = Mutex(State())

    /// Makes an empty record.
    public init() {}

    /// Every batch, ascending.
    public func batches() -> [Batch] {
        state.withLock { state in
            state.entries.indices.map { index in
                let entry = state.entries[index]
                return Batch(
                    id: index + 1, kind: entry.kind, recorded: entry.recorded, recordedBy: entry.recordedBy,
                    counts: entry.counts, voidedBy: state.newestVoid(of: index + 1, upTo: state.entries.count))
            }
        }
    }

    /// The observations in force, a series at a time, ascending by key; series without one are left out.
    public func series(_ selection: SeriesSelection, asOf: AsOf) throws(RecordFailure) -> [Series] {
        let (inForce, entries) = try state.withLock { state throws(RecordFailure) in
            (try state.inForce(selection, asOf).filter { $0.content != .retraction }, state.entries)
        }
        return Set(inForce.map(\.key.series)).sorted().map { series in
            let ofSeries = inForce.filter { $0.key.series == series }
            return Series(
                key: series, observations: ofSeries.compactMap { $0.content.observation(of: $0.key.period) },
                recorded: ofSeries.map { entries[$0.batch - 1].recorded })
        }
    }

    /// The series that are others than they were after a batch.
    public func changes(since batch: Int) throws(RecordFailure) -> RecordChanges {
        let now = try series(SeriesSelection(), asOf: .now)
        let before = batch == 0 ? [] : try series(SeriesSelection(), asOf: AsOf(recorded: .batch(batch)))
        let gone = Set(before.map(\.key)).subtracting(now.map(\.key)).map { Series(key: $0, observations: []) }
        return RecordChanges(
            newest: state.withLock { $0.entries.count },
            series: (now.filter { !before.contains($0) } + gone).sorted { $0.key < $1.key })
    }

    /// The figures in force with their provenance, in the order of keys and periods, a series at a time.
    public func figures(_ selection: SeriesSelection, asOf: AsOf, _ receive: ([Figure]) throws -> Void) throws {
        let (inForce, entries) = try state.withLock { state throws(RecordFailure) in
            (try state.inForce(selection, asOf), state.entries)
        }
        for series in Set(inForce.map(\.key.series)).sorted() {
            let figures = inForce.filter { $0.key.series == series }.compactMap { said in
                said.content.observation(of: said.key.period).map { observation in
                    Figure(
                        series: series, observation: observation, published: said.published, batch: said.batch,
                        recorded: entries[said.batch - 1].recorded, source: said.source, note: said.note)
                }
            }
            if !figures.isEmpty { try receive(figures) }
        }
    }

    /// The vintages of a series, by period, then published date, then in the order in which they were recorded.
    public func vintages(of series: SeriesKey, asOf: AsOf) throws(RecordFailure) -> [Vintage] {
        try state.withLock { state throws(RecordFailure) in
            let visible = try state.visible(asOf).filter { $0.key.series == series }
            var vintages: [Vintage] = []
            for key in Set(visible.map(\.key)).sorted() {
                let ofKey = visible.filter { $0.key == key }
                for date in Set(ofKey.map(\.published)).sorted() {
                    var runs: [[Said]] = []
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
                                batch: run[0].batch, recorded: state.entries[run[0].batch - 1].recorded,
                                source: run[0].source, note: run[0].note, repeatedBy: others.sorted(),
                                isInForce: index == runs.count - 1 && date == ofKey.map(\.published).max()))
                    }
                }
            }
            return vintages
        }
    }

    /// The unit of each indicator's first value.
    public func units() -> [Identifier<Indicator>: String] { state.withLock { $0.units } }

    /// How much the record holds; it takes no bytes on a disk.
    public func size() throws(RecordFailure) -> RecordSize {
        try state.withLock { state throws(RecordFailure) in
            RecordSize(
                observations: try state.inForce(SeriesSelection(), .now).filter { $0.content != .retraction }.count,
                vintages: state.entries.reduce(0) { $0 + $1.counts.rows - $1.counts.unchanged },
                batches: state.entries.count, bytes: 0)
        }
    }
}

extension NaiveRecord.State {
    /// A batch stands unless a later batch that stands voids it; batches after `last` are not there.
    func stands(_ batch: Int, upTo last: Int) -> Bool { newestVoid(of: batch, upTo: last) == nil }

    func newestVoid(of batch: Int, upTo last: Int) -> Int? {
        guard batch < last else { return nil }
        return (batch + 1...last).last { entries[$0 - 1].voids == batch && stands($0, upTo: last) }
    }

    /// The last batch of a view.
    func last(_ recorded: AsOf.Recorded?) throws(RecordFailure) -> Int {
        switch recorded {
        case nil: return entries.count
        case .batch(let batch):
            guard batch >= 1, batch <= entries.count else { throw .noSuchBatch(batch) }
            return batch
        case .time(let time): return (entries.lastIndex { $0.recorded <= time } ?? -1) + 1
        }
    }

    /// The statements that stand in a view, in recorded order.
    func visible(_ asOf: AsOf) throws(RecordFailure) -> [NaiveRecord.Said] {
        let last = try last(asOf.recorded)
        let standing = Set((0..<last).map { $0 + 1 }.filter { stands($0, upTo: last) })
        return said.filter { statement in
            standing.contains(statement.batch) && asOf.publishedBy.map { statement.published <= $0 } ?? true
        }
    }

    /// The statement in force of each key, ascending by key, retractions too.
    func inForce(_ selection: SeriesSelection, _ asOf: AsOf) throws(RecordFailure) -> [NaiveRecord.Said] {
        let visible = try visible(asOf).filter { said in
            selection.indicator.map { $0 == said.key.series.indicator } ?? true
                && selection.region.map { $0 == said.key.series.region } ?? true
        }
        return Self.inForce(visible)
    }

    /// Of each key the newest published, of those the last recorded.
    static func inForce(_ visible: [NaiveRecord.Said]) -> [NaiveRecord.Said] {
        var chosen: [StatementKey: NaiveRecord.Said] = [:]
        for said in visible {
            if let rival = chosen[said.key], rival.published > said.published { continue }
            chosen[said.key] = said
        }
        return chosen.values.sorted { $0.key < $1.key }
    }
}
