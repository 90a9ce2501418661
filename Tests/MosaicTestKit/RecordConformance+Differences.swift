import Indicators
import Record

extension RecordConformance {
    static let differenceChecks = [
        RecordConformance("between two views a figure is added, revised or retracted; a newer date alone is nothing") {
            record in
            try record.take(
                .file("one", try (2018...2021).map { try .power($0, 1, "2022-01-01") }),
                .file(
                    "two",
                    [
                        try .power(2018, 1, "2023-01-01", note: "again"), try .power(2019, 2, "2023-01-01"),
                        try .power(2020, 1, "2023-01-01", status: .provisional), try .power(2022, 5, "2023-01-01"),
                    ]),
                .file("three", [try .power(2021, 0, "2023-01-01")], isRetraction: true))
            let (first, last) = (AsOf(recorded: .batch(1)), AsOf(recorded: .batch(3)))
            try expect(
                try record.allChanges(from: first, to: last).map(\.summary),
                ["2019 revised 1.0 2.0", "2020 revised 1.0 1.0 P", "2021 retracted 1.0 –", "2022 added – 5.0"],
                "from batch 1 to batch 3")
            try expect(
                try record.allChanges(from: last, to: first).map(\.summary),
                ["2019 revised 2.0 1.0", "2020 revised 1.0 P 1.0", "2021 added – 1.0", "2022 retracted 5.0 –"],
                "and back")
            try expect(try record.allChanges(from: .now, to: last).count, 0, "from now to the last batch")
            try expect(
                try record.allChanges(
                    from: AsOf(publishedBy: try date("2021-12-31")), to: AsOf(publishedBy: try date("2022-12-31"))
                ).map(\.summary), try record.allFigures(asOf: first).map { "\($0.observation.period) added – 1.0" },
                "what was published in 2022")
            try expectError(.noSuchBatch(4), "to batch 4") {
                _ = try record.allChanges(from: first, to: AsOf(recorded: .batch(4)))
            }
        },
        RecordConformance("every statement that stands is told, repeats too, by key, date and the order of recording") {
            record in
            try record.take(
                .file("one", [try .power(2020, 1, "2021-01-01"), try .power(2019, 3, "2021-01-01")]),
                .file("two", [try .power(2020, 1, "2021-01-01", source: "another")]),
                .file("three", [try .power(2020, 1, "2021-01-01"), try .power(2020, 2, "2020-01-01")]),
                .file("four", [try .power(2019, 0, "2022-01-01")], isRetraction: true))
            try expect(
                try record.allStatements().map(\.summary),
                [
                    "2019 2021-01-01 3.0 by 1 of a yearbook", "2019 2022-01-01 – by 4 of a yearbook in force",
                    "2020 2020-01-01 2.0 by 3 of a yearbook", "2020 2021-01-01 1.0 by 1 of a yearbook",
                    "2020 2021-01-01 1.0 by 2 of another again",
                    "2020 2021-01-01 1.0 by 3 of a yearbook again in force",
                ], "the statements")
            try record.take(.undo(1, at: .noon), .undo(4, at: .noon))
            try expect(
                try record.allStatements().map(\.summary),
                [
                    "2020 2020-01-01 2.0 by 3 of a yearbook", "2020 2021-01-01 1.0 by 2 of another",
                    "2020 2021-01-01 1.0 by 3 of a yearbook again in force",
                ], "after two undos")
            let view = AsOf(recorded: .batch(3), publishedBy: try date("2020-12-31"))
            try expect(
                try record.allStatements(asOf: view).map(\.summary),
                ["2020 2020-01-01 2.0 by 3 of a yearbook in force"],
                "as of batch 3, published by 2020")
        },
    ]
}

extension FigureChange {
    /// One line for a check.
    fileprivate var summary: String {
        func words(_ figure: Figure?) -> String {
            guard let observation = figure?.observation else { return "–" }
            let status = observation.status == .normal ? "" : " \(observation.status.rawValue)"
            return (observation.value.map { "\($0)" } ?? "none") + status
        }
        return "\(period) \(kind.rawValue) \(words(old)) \(words(new))"
    }
}

extension StandingStatement {
    /// One line for a check.
    fileprivate var summary: String {
        "\(period) \(published) \(content.value.map { "\($0)" } ?? "–") by \(batch) of \(source)"
            + "\(isRepeat ? " again" : "")\(isInForce ? " in force" : "")"
    }
}
