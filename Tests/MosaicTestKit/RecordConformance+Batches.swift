import Foundation
import Indicators
import Record

extension RecordConformance {
    static let batchChecks = [
        RecordConformance("a dry run reports what the run then reports, but for the number, and leaves nothing") {
            record in
            let file = HistoryStep.file("one", [try .power(2020, 1, "2021-01-01", source: "unheard of")])
            var preview = try record.append(file, dryRun: true)
            try expect(preview.batch, nil, "the dry run's batch")
            try expect(try record.batches().count, 0, "batches after the dry run")
            try expect(try record.allFigures().count, 0, "figures after the dry run")
            preview.batch = 1
            try expect(try record.append(file), preview, "the run's report")
        },
        RecordConformance("numbers have no holes: dry runs, repeats of a file and refused undos take none") { record in
            let one = HistoryStep.file("one", [try .power(2020, 1, "2021-01-01")])
            let two = HistoryStep.file("two", [try .power(2020, 2, "2022-01-01")])
            try record.take(one, one)
            _ = try record.append(two, dryRun: true)
            try expectError(.noSuchBatch(7), "an undo of batch 7") { try record.take(.undo(7, at: .noon)) }
            try expect(try record.append(two).batch, 2, "the second file's batch")
            try record.take(.undo(1, at: .noon), .undo(1, at: .noon))
            try expect(try record.batches().map(\.id), [1, 2, 3], "the batches")
        },
        RecordConformance("a batch is recorded by the clock, or just after the last one if the clock has gone back") {
            record in
            let rows = [try StatedRow.power(2020, 1, "2021-01-01")]
            try record.take(
                .file("one", rows, at: .noon), .file("two", rows, at: .noon.adding(seconds: -60)),
                .undo(1, at: .noon.adding(seconds: -3600)), .file("four", rows, at: .noon.adding(seconds: 1)))
            let noon = Timestamp.noon.microseconds
            try expect(
                try record.batches().map(\.recorded.microseconds), [noon, noon + 1, noon + 2, noon + 1_000_000],
                "the recorded times")
        },
        RecordConformance("batches tell what they are, who made them, what they did, and what voids them") { record in
            try record.take(
                .file("one", [try .power(2020, 1, "2021-01-01"), try .power(2021, 1, "2021-01-01")]),
                .file("two", [try .power(2020, 1, "2021-01-01")], isRetraction: true), .undo(2, at: .noon),
                .undo(3, at: .noon), .undo(2, at: .noon))
            let batches = try record.batches()
            let inputs = ["one", "two"].map {
                BatchInput(file: "\($0).csv", sha256: HistoryStep.digest(of: $0), reading: "csv")
            }
            try expect(
                batches.map(\.kind),
                [.backfill(inputs[0]), .retraction(inputs[1]), .undo(of: 2), .undo(of: 3), .undo(of: 2)], "the kinds")
            try expect(batches.map(\.voidedBy), [nil, 5, 4, nil, nil], "what voids them")
            try expect(Set(batches.map(\.recordedBy)), ["statistician"], "who recorded them")
            var counts = BatchCounts()
            (counts.rows, counts[.new]) = (2, 2)
            try expect(batches[0].counts, counts, "the counts of the first")
            (counts.rows, counts[.new], counts[.retracted]) = (1, 0, 1)
            try expect(batches[1].counts, counts, "the counts of the second")
            try expect(batches[2].counts, BatchCounts(), "the counts of an undo")
        },
        RecordConformance("a file is already recorded only if it was read the same way") { record in
            let rows = [try StatedRow.power(2020, 1, "2021-01-01")]
            try record.take(.file("one", rows))
            let again = try record.append(.file("one", rows, reading: "csv --published 2021-01-01"))
            try expect([again.batch, again.already], [2, nil], "another reading's batch and already")
            let last = try record.append(.file("one", rows))
            try expect([last.batch, last.already], [3, nil], "the first reading's batch and already")
            try expect(try record.append(.file("one", rows)).already, 3, "already")
            try expect(try record.append(.file("one", rows), dryRun: true).already, 3, "already, in a dry run")
        },
        RecordConformance("retractions that take nothing back are named by their lines, ascending") { record in
            try record.take(.file("one", [try .power(2020, 1, "2021-01-01"), try .power(2021, 1, "2021-01-01")]))
            let report = try record.append(
                .file(
                    "two",
                    [
                        try .power(2023, 0, "2022-01-01"), try .power(2021, 0, "2022-01-01"),
                        try .power(2020, 0, "2020-01-01"),
                    ], isRetraction: true))
            try expect(report.idleRetractions.map(\.line), [2, 4], "the lines")
            try expect([report.counts[.retracted], report.counts[.older]], [2, 1], "retracted and older")
        },
        RecordConformance("retractions in cells of one line are named by their fields, ascending") { record in
            try record.take(.file("one", [try .power(2020, 1, "2021-01-01"), try .power(2021, 1, "2021-01-01")]))
            let rows = try [
                StatedRow.power(2023, 0, "2022-01-01"), .power(2021, 0, "2022-01-01"), .power(2020, 0, "2020-01-01"),
            ]
            let report = try record.append(.file("two", rows, isRetraction: true).inOneLine)
            try expect(
                report.idleRetractions, [RowLocation(line: 2, field: 1), RowLocation(line: 2, field: 3)], "the cells")
        },
        RecordConformance("an undated row that differs is published on the day of recording, in the given zone") {
            record in
            let lateInUTC = Timestamp.noon.adding(seconds: 13 * 3600)
            try record.take(.file("one", [try .power(2020, 1, nil)], at: lateInUTC, zone: .gmt))
            try expect(try record.figure(2020)?.published, try date("2026-03-15"), "the day in UTC")
            try record.take(.file("two", [try .power(2020, 2, nil)], at: lateInUTC.adding(seconds: 1)))
            try expect(try record.figure(2020)?.published, try date("2026-03-16"), "the day in China")
        },
        RecordConformance("an undo's dry run lists what comes, goes and differs; the undo itself lists nothing") {
            record in
            let rate = SeriesKey(indicator: "rate", region: "CN")
            try record.take(
                .file("one", [try .power(2020, 1, "2021-01-01"), try .power(2021, 1, "2021-01-01")]),
                .file(
                    "two",
                    [
                        try .power(2020, 2, "2022-01-01"), try .power(2021, 1, "2022-01-01"),
                        try .power(2020, nil, "2022-01-01", series: rate, status: .missing),
                    ]))
            let preview = try record.undo(2, by: "statistician", dryRun: true)
            guard let period = Period(year: 2020) else { return }
            try expect(
                preview.revisions,
                [
                    Revision(series: .power, period: period, old: 2, new: 1),
                    Revision(series: rate, period: period, old: nil, new: nil),
                ], "the dry run's revisions")
            try expect([preview.batch, preview.already], [nil, nil], "the dry run's batch and already")
            let report = try record.undo(2, by: "statistician", dryRun: false)
            try expect([report.batch, report.voids], [3, 2], "the undo's batch and what it voids")
            try expect(report.revisions, [], "the undo's revisions")
        },
    ]
}
