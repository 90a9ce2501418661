import Indicators
import Record

extension RecordConformance {
    static let readingChecks = [
        RecordConformance("an empty record answers everything with nothing, and has no batch to look back to") {
            record in
            try expect(try record.batches(), [], "batches")
            try expect(try record.series(SeriesSelection(), asOf: .now), [], "series")
            try expect(try record.allFigures(), [], "figures")
            try expect(try record.vintages(of: .power, asOf: .now), [], "vintages")
            let size = try record.size()
            try expect([size.observations, size.vintages, size.batches], [0, 0, 0], "size")
            for number in [-1, 0, 1] {
                try expectError(.noSuchBatch(number), "as of batch \(number)") {
                    _ = try record.series(SeriesSelection(), asOf: AsOf(recorded: .batch(number)))
                }
            }
        },
        RecordConformance("as of a time is as of the last batch recorded at or before it") { record in
            try record.take(
                .file("one", [try .power(2020, 1, "2021-01-01")], at: .noon),
                .file("two", [try .power(2020, 2, "2022-01-01")], at: .noon.adding(seconds: 60)),
                .undo(2, at: .noon.adding(seconds: 120)))
            let values = try [-1, 0, 59, 60, 119, 120, 999].map { seconds in
                try record.figure(2020, asOf: AsOf(recorded: .time(.noon.adding(seconds: seconds))))?.observation.value
            }
            try expect(values, [nil, 1, 1, 2, 2, 1, 1], "the values")
            for number in [0, 4] {
                try expectError(.noSuchBatch(number), "vintages as of batch \(number)") {
                    _ = try record.vintages(of: .power, asOf: AsOf(recorded: .batch(number)))
                }
            }
        },
        RecordConformance("series come in the order of keys by their bytes, and a selection narrows them") { record in
            let keys = ["b", "a", "Z", "能"].flatMap { indicator in
                ["CN-NM", "CN"].map { SeriesKey(indicator: Identifier(indicator), region: Identifier($0)) }
            }
            try record.take(.file("one", try keys.map { try .power(2020, 1, "2021-01-01", series: $0) }))
            func found(_ selection: SeriesSelection) throws -> [SeriesKey] {
                let series = try record.series(selection, asOf: .now).map(\.key)
                try expect(try record.allFigures(selection).map(\.series), series, "the figures' series")
                return series
            }
            try expect(try found(SeriesSelection()), keys.sorted(), "all")
            try expect(try found(SeriesSelection(indicator: "a")), keys.sorted().filter { $0.indicator == "a" }, "a")
            try expect(try found(SeriesSelection(region: "CN")), keys.sorted().filter { $0.region == "CN" }, "CN")
            try expect(try found(SeriesSelection(indicator: "a", region: "CN")).count, 1, "a of CN")
            try expect(try found(SeriesSelection(indicator: "c")), [], "c")
            try expect(
                try found(SeriesSelection(indicators: ["a", "能"])),
                keys.sorted().filter { ["a", "能"].contains($0.indicator.rawValue) }, "a and 能")
            try expect(try found(SeriesSelection(indicators: [])), [], "none")
            for key in keys {
                let rest = keys.sorted().filter { $0 >= key }
                try expect(try found(SeriesSelection(from: key)), rest, "from \(key) on")
            }
            let statements = try record.view().allStatements(SeriesSelection(from: keys.sorted()[3])).map(\.series)
            try expect(statements, Array(keys.sorted()[3...]), "the statements' series from the fourth on")
        },
        RecordConformance(
            "periods from 1000 to 9999, values great and small, and every status and bound are kept exactly"
        ) { record in
            let values = [
                0, Double.leastNonzeroMagnitude, .greatestFiniteMagnitude, -0.1, 0.1 + 0.2, 1e15 + 0.5,
                -123_456_789.125,
            ]
            let contents =
                values.map { StatementContent.figure(value: $0, status: .normal, bound: .equal) }
                + ObservationStatus.allCases.map { status in
                    StatementContent.figure(value: status.allowsNoValue ? nil : 1, status: status, bound: .equal)
                } + ObservationBound.allCases.map { StatementContent.figure(value: 2, status: .normal, bound: $0) }
            let periods = [1000, 9999] + (1950..<1950 + contents.count - 2)
            let rows = zip(periods, contents).compactMap { year, content in
                Period(year: year).map {
                    StatedRow(StatementKey(.power, $0), content, published: CalendarDate(daysSince1970: -719_162))
                }
            }
            try record.take(.file("one", rows))
            let expected = rows.compactMap { $0.content.observation(of: $0.key.period) }
                .sorted { $0.period < $1.period }
            let recorded = Array(repeating: Timestamp.noon, count: expected.count)
            try expect(
                try record.series(SeriesSelection(), asOf: .now),
                [Series(key: .power, observations: expected, recorded: recorded)], "the series")
            try expect(try record.allFigures().map(\.observation), expected, "the figures")
        },
        RecordConformance("a receiver's error ends the reading and comes through") { record in
            try record.take(.file("one", [try .power(2020, 1, "2021-01-01")]))
            do {
                try record.view().figures(SeriesSelection(), asOf: .now) { _ in throw Mismatch(description: "enough") }
            } catch let error as Mismatch {
                return try expect(error.description, "enough", "the error")
            }
            throw Mismatch(description: "no error came through")
        },
        RecordConformance("size counts figures in force, statements that were no repeats, and batches") { record in
            try record.take(
                .file("one", [try .power(2020, 1, "2021-01-01"), try .power(2021, 1, "2021-01-01")]),
                .file(
                    "two", [try .power(2020, 1, "2021-01-01", source: "another"), try .power(2021, 2, "2022-01-01")]),
                .file("three", [try .power(2021, 0, "2023-01-01")], isRetraction: true))
            let size = try record.size()
            try expect([size.observations, size.vintages, size.batches], [1, 4, 3], "observations, vintages, batches")
        },
    ]
}
