import Indicators
import Record

extension RecordConformance {
    static let provenanceChecks = [
        RecordConformance("a figure tells source, note, date, and the batch that said it last") { record in
            try record.take(
                .file("one", [try .power(2020, 1, "2021-01-01", source: "2020 年鉴", note: "mid-year")]),
                .file(
                    "two", [try .power(2020, 1, "2021-01-01", source: "2020 年鉴", note: "mid-year")],
                    at: .noon.adding(seconds: 9)))
            let figure = try record.figure(2020)
            try expect(figure?.batch, 2, "the batch")
            try expect(figure?.recorded, .noon.adding(seconds: 9), "when it was recorded")
            try expect(figure?.source, "2020 年鉴", "the source")
            try expect(figure?.note, "mid-year", "the note")
            try expect(figure?.published, try date("2021-01-01"), "the date")
            try expect(try record.figure(2020, asOf: AsOf(recorded: .batch(1)))?.batch, 1, "the batch as of batch 1")
        },
        RecordConformance(
            "a repeat with another source or note is unchanged, and its source and note are those in force"
        ) { record in
            try record.take(.file("one", [try .power(2020, 1, "2021-01-01", source: "first")]))
            let report = try record.append(
                .file("two", [try .power(2020, 1, "2021-01-01", source: "second", note: "")]))
            try expect([report.counts[.unchanged], report.batch], [1, 2], "unchanged and batch")
            try expect(try record.figure(2020)?.source, "second", "the source")
            try expect(try record.figure(2020)?.note, "", "the note")
            try record.take(.undo(2, at: .noon))
            try expect(try record.figure(2020)?.source, "first", "the source after the undo")
            try expect(try record.figure(2020)?.note, nil, "the note after the undo")
        },
        RecordConformance("of equal rows of one file the last is in force, with its source and note") { record in
            let report = try record.append(
                .file(
                    "one",
                    [
                        try .power(2020, 1, "2021-01-01", note: "first"), try .power(2020, 1, "2021-01-01"),
                        try .power(2020, 1, "2021-01-01", note: "last"),
                        try .power(2020, 1, "2021-01-01", note: "last"),
                    ]))
            try expect([report.counts[.new], report.counts[.unchanged]], [1, 3], "new and unchanged")
            try expect(try record.figure(2020)?.note, "last", "the note")
            try record.take(.file("two", [try .power(2020, 1, "2021-01-01", note: "last")]), .undo(1, at: .noon))
            try expect(try record.figure(2020)?.note, "last", "the note after the undo")
            try expect(try record.figure(2020)?.batch, 2, "the batch after the undo")
        },
        RecordConformance("rows that repeat what was in force, leave it and come back to it end with the last") {
            record in
            try record.take(.file("one", [try .power(2020, 1, "2021-01-01", note: "a")]))
            try record.take(
                .file(
                    "two",
                    [
                        try .power(2020, 1, "2021-01-01", note: "a"), try .power(2020, 1, "2021-01-01", note: "b"),
                        try .power(2020, 1, "2021-01-01", note: "a"),
                    ]))
            try expect(try record.figure(2020)?.note, "a", "the note")
            try expect(try record.figure(2020)?.batch, 2, "the batch")
        },
        RecordConformance("repeats of some years of a series, with gaps, stand in for what they repeat year by year") {
            record in
            let all = try (2000...2030).map { try StatedRow.power($0, Double($0), "2021-01-01") }
            let some = all.filter { ![2000, 2007, 2008, 2030].contains($0.key.period.year) }
            let few = all.filter { [2000, 2010].contains($0.key.period.year) }
            try record.take(.file("one", all), .file("two", some), .file("three", few))
            try expect(try record.append(.file("four", all)).counts[.unchanged], all.count, "unchanged")
            try record.take(.undo(1, at: .noon), .undo(4, at: .noon))
            let batches = try record.allFigures().reduce(into: [Int: [Int]]()) { years, figure in
                years[figure.batch, default: []].append(figure.observation.period.year)
            }
            try expect(batches[3], [2000, 2010], "the years that batch 3 said last")
            try expect(batches[2], some.map(\.key.period.year).filter { $0 != 2010 }, "the years of batch 2")
            try expect(batches.keys.sorted(), [2, 3], "the batches")
        },
    ]
}
