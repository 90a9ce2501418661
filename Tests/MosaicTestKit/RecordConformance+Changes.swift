import Indicators
import Record

extension RecordConformance {
    static let changeChecks = [
        RecordConformance("changes since a batch are of the series that batches, and what they void, are about") {
            record in
            let keys = ["a", "b", "c"].map { SeriesKey(indicator: Identifier($0), region: "CN") }
            try record.take(
                .file("one", try keys.map { try .power(2020, 1, "2021-01-01", series: $0) }, at: .noon),
                .file("two", [try .power(2020, 2, "2022-01-01", series: keys[1])], at: .noon.adding(seconds: 1)),
                .file("three", [try .power(2021, 3, "2022-01-01", series: keys[2])], at: .noon.adding(seconds: 2)),
                .undo(2, at: .noon.adding(seconds: 3)))
            func changed(since batch: Int) throws -> Set<SeriesKey> {
                let series = try record.seriesChanged(since: batch)
                try expect(series, series.sorted { $0.key < $1.key }, "the series")
                return Set(series.map(\.key))
            }
            try expect(try changed(since: 0), Set(keys), "the series since nothing")
            try expect(try changed(since: 3), [keys[1]], "the series since the third")
            try expect(try changed(since: 4), [], "the series since the last")
            try expect(try changed(since: 1).contains(keys[0]), false, "whether the first has changed since the first")
            for batch in 0...4 { try record.expectChangesLeadToNow(since: batch) }
            for batch in [-1, 5] {
                let token = try record.token(after: batch)
                try expect(try record.view().changes(since: token), .everything, "since batch \(batch)")
            }
        },
        RecordConformance("a series of which nothing is in force any more has changed, and has no observations") {
            record in
            try record.take(
                .file("one", [try .power(2020, 1, "2021-01-01")]), .undo(1, at: .noon), .undo(2, at: .noon))
            try expect(
                try record.seriesChanged(since: 2).map(\.observations.count), [1], "the observations since the undo")
            try record.take(.undo(3, at: .noon))
            try expect(
                try record.seriesChanged(since: 3), [Series(key: .power, observations: [])],
                "the series since the undo's undo")
        },
        RecordConformance("a repeat is a change: the figure was recorded again") { record in
            let rows = [try StatedRow.power(2020, 1, "2021-01-01")]
            try record.take(
                .file("one", rows, at: .noon), .file("two", rows, at: .noon.adding(seconds: 1), reading: "csv, again"))
            try expect(
                try record.seriesChanged(since: 1).map(\.recorded), [[.noon.adding(seconds: 1)]], "the recorded times")
        },
    ]
}

extension RecordStore {
    /// The series that may be others than just after a batch.
    func seriesChanged(since batch: Int) throws -> [Series] { try view().seriesChanged(since: batch) }

    /// Refuses changes since a batch that do not lead from what was in force then to what is now.
    func expectChangesLeadToNow(since batch: Int) throws { try view().expectChangesLeadToNow(since: batch) }
}

extension RecordView {
    /// The series that may be others than just after a batch.
    func seriesChanged(since batch: Int) throws -> [Series] {
        guard case .only(let series) = try changes(since: try token(after: batch)) else {
            throw Mismatch(description: "batch \(batch) is none of the record's")
        }
        return series
    }

    /// Refuses changes since a batch that do not lead from what was in force then to what is now.
    func expectChangesLeadToNow(since batch: Int) throws {
        guard batch <= state.batch else { return }
        let before = batch > 0 ? try series(SeriesSelection(), asOf: AsOf(recorded: .batch(batch))) : []
        let changes = try seriesChanged(since: batch)
        let changed = Set(changes.map(\.key))
        let after = (before.filter { !changed.contains($0.key) } + changes.filter { !$0.observations.isEmpty })
            .sorted { $0.key < $1.key }
        try expect(
            after, try series(SeriesSelection(), asOf: .now), "the series of batch \(batch) and the changes since")
    }
}
