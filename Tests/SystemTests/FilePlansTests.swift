import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// `mosaic gaps --from --targets` on plans as they are written: docs/methods.md, rules 33 to 39.
    @Suite struct FilePlansTests {
        private let folder: TemporaryFolder

        init() throws { folder = try TemporaryFolder() }

        private static let columns =
            FileGapsTests.targetColumns + [
                "milestones", "reference_indicator", "reference_region", "factor", "offset", "mode",
            ]

        private func gaps(_ year: Int, targets: String, series: String) throws -> Finished {
            try folder.write(targets, to: "targets.csv")
            try folder.write(series, to: "series.csv")
            return try Program.mosaic.run(
                ["gaps", "--from", "series.csv", "--targets", "targets.csv", "--json", "--as-of-year", "\(year)"],
                environment: ["MOSAIC_CONFIG": folder.path("no settings")], directory: folder.url)
        }

        private func text(_ value: JSON?) -> String {
            value?.string ?? value?.number.map { Int(exactly: $0).map(String.init) ?? "\($0)" } ?? ""
        }

        /// The series of a case: each case has indicators of its own.
        private func names(_ golden: GoldenCase) -> (own: (String, String), other: (String, String)) {
            let target = golden.fields["target"]
            func name(_ key: String, or other: String) -> String { target?[key]?.string ?? other }
            let own = ("\(golden.id) \(name("indicator", or: "x"))", name("region", or: "somewhere"))
            let other = target?["reference_indicator"]?.string.map { "\(golden.id) \($0)" } ?? own.0
            return (own, (other, name("reference_region", or: own.1)))
        }

        private func row(of golden: GoldenCase) -> [String: String] {
            let target = golden.fields["target"]
            let kind = text(target?["kind"])
            let bounds = target?["bounds"]?.elements.map { text($0) } ?? ["", ""]
            let milestones = (target?["milestones"]?.elements ?? []).map { pair in
                pair.elements.map { text($0) }.joined(separator: "=")
            }
            let names = names(golden)
            var row = [
                "id": golden.id, "indicator": names.own.0, "region": names.own.1, "kind": kind,
                "base_period": text(target?["base_year"]), "target_period": text(target?["target_year"]),
                "unit": ["change_pct", "annual_growth", "compound"].contains(kind) ? "percent" : "things",
                "minimum": bounds[0], "maximum": bounds[1], "milestones": milestones.joined(separator: ";"),
                "reference_indicator": target?["reference_indicator"] == nil ? "" : names.other.0,
            ]
            for key in ["base_value", "target_value", "lower", "upper", "path", "sense"] {
                row[key] = text(target?[key])
            }
            for key in ["reference_region", "factor", "offset", "mode"] { row[key] = text(target?[key]) }
            return row
        }

        private func rows(of golden: GoldenCase) -> [[String: String]] {
            let names = names(golden)
            return [("series", names.own), ("reference", names.other)].flatMap { key, name in
                golden.rows(key, indicator: name.0, unit: "things").map { row in
                    var row = row
                    row["region"] = name.1
                    return row
                }
            }
        }

        @Test func `every golden plan of a year in one file has the gap that 60 digits give`() throws {
            let cases = try GoldenCase.all(of: "plans.json")
            for (year, cases) in Dictionary(grouping: cases, by: { $0.fields["as_of_year"]?.int ?? 0 }) {
                let done = try gaps(
                    year, targets: csvText(Self.columns, cases.map { row(of: $0) }),
                    series: csvText(FileTrendsTests.columns, cases.flatMap { rows(of: $0) }))
                #expect(done.status == 0, "\(done.errors)")
                let found = try done.json.elements
                #expect(found.map { $0["target"]?.string } == cases.map(\.id))
                for (golden, answer) in zip(cases, found) {
                    let expected = try #require(golden.fields["expect"])
                    let gap = try #require(answer["gap"]).members.filter { expected[$0.key] != nil }
                    let largest = max(golden.largestInput("series"), golden.largestInput("reference"))
                    let tolerance = GoldenTolerance(largestInput: largest)
                    #expect(tolerance.differences(.object(gap), expected) == [], "\(golden.id)")
                }
            }
        }

        @Test func `a golden plan that is refused is refused with its place, alone in its file`() throws {
            for golden in try GoldenCase.refused(of: "plans.json") {
                let done = try gaps(
                    2025, targets: csvText(Self.columns, [row(of: golden)]),
                    series: "indicator,region,period,value,unit\na,b,2020,1,things\n")
                #expect(done.status == 65, "\(golden.id): \(done.status) \(done.errors)")
                #expect(done.errors.contains("targets.csv:2:"), "\(golden.id): \(done.errors)")
            }
        }
    }
}
