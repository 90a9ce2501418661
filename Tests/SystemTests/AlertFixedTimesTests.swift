import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// What the rules say on the shipped figures, at fixed times: promtool's clock, the programs' own series.
    ///
    /// States and paces are those of `mosaic gaps` for the year that it then is; due times, years and names those of `/metrics`.
    /// `RECORD_SNAPSHOTS=1` rewrites the golden file.
    @Suite struct AlertFixedTimesTests {
        private static let golden = Repository.url("Tests/Golden/shipped_alerts.csv")
        private static let columns = [
            "day", "alertname", "severity", "source", "year", "indicator", "region", "target",
        ]
        /// After three months, after ten and after twelve figures become due; missed targets end with the year after theirs.
        private static let days = [
            "2026-03-31", "2026-04-01", "2026-11-01", "2026-12-31", "2027-01-01", "2027-12-31", "2028-01-01",
        ]

        @Test func `on the shipped figures the rules say what the golden file says, day by day`() throws {
            let place = try Place()
            try place.backfillShippedFigures()
            let service = try place.start()
            let metrics = try service.metrics()
            let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil
            let rows = isRecording ? [] : try csvRows(String(decoding: Data(contentsOf: Self.golden), as: UTF8.self))
            #expect(Set(rows.compactMap { $0["day"] }).isSubset(of: Self.days))
            var recorded: [String] = []
            for day in Self.days {
                let gaps = try place.mosaic("gaps", "--as-of-year", String(day.prefix(4)), "--json").json.elements
                let series = Self.series(ofPlan: metrics) + Self.series(of: gaps)
                #expect(series.count > 500)
                let done = try Self.promtool(series, on: day, expecting: rows.filter { $0["day"] == day })
                if isRecording {
                    recorded += Self.alerts(in: done.errors + done.text).map { day + "," + $0 }
                } else {
                    #expect(done.status == 0, "\(day): \(done.errors)\(done.text)")
                }
            }
            if isRecording {
                let lines = [Self.columns.joined(separator: ",")] + recorded
                try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: Self.golden)
            }
        }

        /// The samples that don't depend on the year.
        private static func series(ofPlan metrics: String) -> [(name: String, value: String)] {
            let families = [
                "mosaic_target_year{", "mosaic_target_due_timestamp_seconds{", "mosaic_target_info{",
                "mosaic_target_binding{",
                "mosaic_indicator_due_timestamp_seconds{", "mosaic_indicator_members_ratio{", "mosaic_indicator_year{",
                "mosaic_indicator_info{",
            ]
            let scraped = [(name: "up{job=\"mosaic\",instance=\"127.0.0.1:9831\"}", value: "1")]
            return scraped
                + metrics.split(separator: "\n").compactMap { line in
                    guard families.contains(where: line.hasPrefix), let space = line.lastIndex(of: " ") else {
                        return nil
                    }
                    return (String(line[..<space]), String(line[line.index(after: space)...]))
                }
        }

        /// States and paces.
        private static func series(of gaps: [JSON]) -> [(name: String, value: String)] {
            gaps.flatMap { row in
                let labels = ["indicator", "region", "target"].map { "\($0)=\"\(row[$0]?.string ?? "")\"" }.joined(
                    separator: ",")
                let states = ["missed", "away", "insufficient", "pending"].map { (state: String) in
                    (
                        "mosaic_target_state{\(labels),state=\"\(state)\"}",
                        row["gap"]?["state"]?.string == state ? "1" : "0"
                    )
                }
                let outlooks = ["far_faster", "against_the_trend"].map { (outlook: String) in
                    (
                        "mosaic_target_outlook{\(labels),outlook=\"\(outlook)\"}",
                        row["gap"]?["outlook"]?.string == outlook ? "1" : "0"
                    )
                }
                guard let pace = row["gap"]?["pace_ratio"]?.number else { return states + outlooks }
                return states + outlooks + [("mosaic_target_pace_ratio{\(labels)}", "\(pace)")]
            }
        }

        /// Runs the rules once, on a day: promtool's clock starts in 1970, and its second step is that day.
        private static func promtool(
            _ series: [(name: String, value: String)], on day: String, expecting rows: [[String: String]]
        ) throws -> Finished {
            let style = Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day()
            let step = "\(Int(try style.parse(day).timeIntervalSince1970 / 86400))d"
            let inputs = series.map {
                "      - { series: '\($0.name.replacing("'", with: "''"))', values: '_ \($0.value)' }\n"
            }
            let samples = rows.map { row in
                let labels = columns.dropFirst().compactMap { key in
                    row[key].flatMap { $0.isEmpty ? nil : "\(key)=\"\($0)\"" }
                }
                return
                    "          - { labels: 'ALERTS{alertstate=\"firing\",\(labels.joined(separator: ","))}', value: 1 }\n"
            }
            let folder = try TemporaryFolder()
            try folder.write(
                """
                rule_files: ["\(Repository.url("Config/prometheus/rules/mosaic.yml").path)"]
                evaluation_interval: \(step)
                tests:
                  - interval: \(step)
                    input_series:
                \(inputs.joined())    promql_expr_test:
                      - expr: ALERTS{alertstate="firing"}
                        eval_time: \(step)
                        exp_samples: \(samples.isEmpty ? "[]" : "")
                \(samples.joined())
                """, to: "shipped.yml")
            return try Program.named("promtool").run(["test", "rules", folder.path("shipped.yml")])
        }

        /// What promtool got where it was told to expect nothing.
        private static func alerts(in answer: String) -> [String] {
            let got = answer.components(separatedBy: "got:").dropFirst().joined()
            return got.matches(of: /\{([^}]*)\}/).map { match in
                let labels = match.1.matches(of: /(\w+)="([^"]*)"/).map { (String($0.1), String($0.2)) }
                let values = Dictionary(labels, uniquingKeysWith: { $1 })
                return columns.dropFirst().map { values[$0] ?? "" }.joined(separator: ",")
            }
            .sorted()
        }
    }
}
