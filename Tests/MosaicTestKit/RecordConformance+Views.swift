import Foundation
import Indicators
import Record

extension RecordConformance {
    static let viewChecks = [
        RecordConformance("a view stays as it is while others record and void batches, its units and size too") {
            record in
            let other = SeriesKey(indicator: "clean_share", region: "CN-QH")
            try record.take(
                .file("one", [try .power(2020, 1, "2021-01-01")], units: [SeriesKey.power.indicator: "PFLOPS"]))
            let view = try record.view()
            let answers = try Answers(of: view)
            try record.take(
                .file(
                    "two", [try .power(2020, 2, "2022-01-01"), try .power(2021, 3, "2022-01-01", series: other)],
                    units: [SeriesKey.power.indicator: "PFLOPS", other.indicator: "percent"]),
                .undo(1, at: .noon))
            try expect(try Answers(of: view), answers, "what the view answers later")
            let now = try Answers(of: try record.view())
            try expect(now.batches.count, 3, "the batches of a view that is taken later")
            try expect(now.units.count, 2, "the units of a view that is taken later")
            try expect(now.statements.count, 2, "the statements of a view that is taken later")
        },
        RecordConformance("a batch states its series, void or not, and what it repeats; an undo those of what it voids")
        {
            record in
            let keys = ["a", "b", "c"].map { SeriesKey(indicator: Identifier($0), region: "CN") }
            func rows(_ keys: ArraySlice<SeriesKey>) throws -> [StatedRow] {
                try keys.map { try .power(2020, 1, "2021-01-01", series: $0) }
            }
            try record.take(
                .file("one", try rows(keys[0...1])), .file("two", try rows(keys[1...2])), .undo(2, at: .noon),
                .undo(3, at: .noon), .file("three", try rows(keys[0...0]), isRetraction: true))
            let view = try record.view()
            let expected = [1: keys[0...1], 2: keys[1...2], 3: keys[1...2], 4: keys[1...2], 5: keys[0...0]]
            for (batch, series) in expected {
                try expect(try view.series(statedBy: batch), Array(series), "the series of batch \(batch)")
            }
            for batch in [-1, 0, 6] {
                try expectError(.noSuchBatch(batch), "batch \(batch)") { _ = try view.series(statedBy: batch) }
            }
        },
        RecordConformance("a view does not know a batch that came after it") { record in
            try record.take(.file("one", [try .power(2020, 1, "2021-01-01")]))
            let view = try record.view()
            try record.take(.file("two", [try .power(2020, 2, "2022-01-01")]))
            try expectError(.noSuchBatch(2), "a later batch") {
                _ = try view.series(SeriesSelection(), asOf: AsOf(recorded: .batch(2)))
            }
            try expectError(.noSuchBatch(2), "a later batch's series") { _ = try view.series(statedBy: 2) }
        },
        RecordConformance("a token of another record, time or file is of no state of this one") { record in
            try record.take(.file("one", [try .power(2020, 1, "2021-01-01")]))
            let state = try record.state()
            func changes(
                _ id: UUID? = nil, batch: Int? = nil, at time: Timestamp? = nil, of digest: [UInt8]? = nil
            ) throws -> RecordChanges {
                let token = StateToken(
                    record: id ?? state.record, batch: batch ?? state.batch, recorded: time ?? state.recorded,
                    sha256: digest ?? state.sha256)
                return try record.view().changes(since: token)
            }
            try expect(try changes(), .only([]), "since the state itself")
            try expect(try changes(UUID()), .everything, "since another record's state")
            try expect(try changes(batch: 7), .everything, "since a batch that is not there")
            try expect(try changes(at: .noon.adding(seconds: 1)), .everything, "since another time")
            let digest = [UInt8](repeating: 7, count: 32)
            try expect(try changes(of: digest), .everything, "since another file")
        },
        RecordConformance("the state tells every commit, and a wait whose time is over looks once") { record in
            var state = try record.state()
            try expect(state.batch, 0, "the newest batch of an empty record")
            try expect(try record.wait(for: state, until: .now), nil, "a wait for nothing")
            let steps: [HistoryStep] = [
                .file("one", [try .power(2020, 1, "2021-01-01")]), .undo(1, at: .noon), .undo(2, at: .noon),
            ]
            for (number, step) in steps.enumerated() {
                try record.take(step)
                try expect(record.mayDiffer(from: state), true, "whether there may be a commit after one")
                let found = try record.wait(for: state, until: .now)
                try expect(found, try record.state(), "what a wait finds")
                try expect(try record.view().state, try record.state(), "the state of a view")
                try expect(found?.batch, number + 1, "the newest batch")
                try expect(found?.record, state.record, "the record's id")
                state = try record.state()
                try expect(record.mayDiffer(from: state), false, "whether there may be a commit after none")
            }
        },
    ]
}

/// All that a view answers, but for the bytes on the disk.
private struct Answers: Equatable {
    let state: StateToken
    let batches: [Batch]
    let series: [Series]
    let figures: [Figure]
    let vintages: [Vintage]
    let statements: [StandingStatement]
    let units: [Identifier<Indicator>: String]
    let size: [Int]

    init(of view: any RecordView) throws {
        state = view.state
        batches = try view.batches()
        series = try view.series(SeriesSelection(), asOf: .now)
        figures = try view.allFigures()
        vintages = try view.vintages(of: .power, asOf: .now)
        statements = try view.allStatements()
        units = try view.units()
        let size = try view.size()
        self.size = [size.observations, size.vintages, size.batches]
    }
}
