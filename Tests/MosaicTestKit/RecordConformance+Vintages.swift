import Indicators
import Record

extension RecordConformance {
    static let vintageChecks = [
        RecordConformance("vintages are neighbours of equal content, said by the first and repeated by the others") {
            record in
            try record.take(
                .file("one", [try .power(2020, 1, "2021-01-01")]),
                .file("two", [try .power(2020, 1, "2021-01-01", source: "another")]),
                .file("three", [try .power(2020, 2, "2021-01-01")]),
                .file("four", [try .power(2020, 1, "2021-01-01")]),
                .file("five", [try .power(2020, 1, "2021-01-01"), try .power(2020, 1, "2022-01-01")]),
                .file("six", [try .power(2020, 0, "2022-01-01")], isRetraction: true))
            try expect(
                try record.vintages(of: .power, asOf: .now).map(\.summary),
                [
                    "2020 2021-01-01 1.0 by 1 [2]", "2020 2021-01-01 2.0 by 3 []", "2020 2021-01-01 1.0 by 4 [5]",
                    "2020 2022-01-01 1.0 by 5 []", "2020 2022-01-01 retraction by 6 [] in force",
                ], "the vintages")
            try record.take(.undo(3, at: .noon), .undo(1, at: .noon), .undo(6, at: .noon))
            try expect(
                try record.vintages(of: .power, asOf: .now).map(\.summary),
                ["2020 2021-01-01 1.0 by 2 [4, 5]", "2020 2022-01-01 1.0 by 5 [] in force"], "after three undos")
            try expect(
                try record.vintages(of: .power, asOf: AsOf(recorded: .batch(4))).map(\.summary),
                [
                    "2020 2021-01-01 1.0 by 1 [2]", "2020 2021-01-01 2.0 by 3 []",
                    "2020 2021-01-01 1.0 by 4 [] in force",
                ], "as of batch 4")
            try expect(
                try record.vintages(of: .power, asOf: AsOf(publishedBy: try date("2021-12-31"))).map(\.summary),
                ["2020 2021-01-01 1.0 by 2 [4, 5] in force"], "published by 2021")
        },
        RecordConformance("a vintage's source and note are those of the first that said it, and still stands") {
            record in
            let filler = try StatedRow.power(2021, 1, "2021-01-01")
            try record.take(
                .file("one", [filler, filler, filler, try .power(2020, 1, "2021-01-01", note: "a")]),
                .file(
                    "two", [try .power(2020, 1, "2021-01-01", note: "a"), try .power(2020, 1, "2021-01-01", note: "b")]),
                .undo(1, at: .noon))
            let vintages = try record.vintages(of: .power, asOf: .now)
            try expect(vintages.map(\.summary), ["2020 2021-01-01 1.0 by 2 [] in force"], "the vintages")
            try expect(vintages.map(\.note), ["a"], "the notes")
            try expect(try record.figure(2020)?.note, "b", "the note in force")
        },
        RecordConformance("vintages come by period, then date, whatever the order of loading") { record in
            try record.take(
                .file("one", [try .power(2021, 1, "2023-01-01"), try .power(2020, 3, "2023-01-01")]),
                .file(
                    "two", [try .power(2020, 2, "2021-01-01"), try .power(2020, nil, "2022-01-01", status: .missing)]))
            try expect(
                try record.vintages(of: .power, asOf: .now).map(\.summary),
                [
                    "2020 2021-01-01 2.0 by 2 []", "2020 2022-01-01 O by 2 []", "2020 2023-01-01 3.0 by 1 [] in force",
                    "2021 2023-01-01 1.0 by 1 [] in force",
                ], "the vintages")
            let other = SeriesKey(indicator: "computing_power", region: "CN")
            try expect(try record.vintages(of: other, asOf: .now), [], "of a series that is not there")
        },
    ]
}

extension Vintage {
    /// One line for a check.
    fileprivate var summary: String {
        let said =
            switch content {
            case .retraction: "retraction"
            case .figure(let value, let status, _): value.map { "\($0)" } ?? status.rawValue
            }
        return "\(period) \(published) \(said) by \(batch) \(repeatedBy)\(isInForce ? " in force" : "")"
    }
}
