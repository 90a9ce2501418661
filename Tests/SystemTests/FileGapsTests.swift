import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// `mosaic gaps --from --targets`: the same statistics on two files, without settings, catalog or record.
    @Suite struct FileGapsTests {
        private let folder: TemporaryFolder

        init() throws { folder = try TemporaryFolder() }

        static let targetColumns = [
            "id", "indicator", "region", "kind", "base_period", "base_value", "target_period", "target_value", "lower",
            "upper", "unit", "path", "sense", "minimum", "maximum",
        ]
        private static let percentKinds: Set = ["change_pct", "annual_growth", "compound"]

        private func gaps(_ arguments: String..., targets: String, series: String) throws -> Finished {
            try folder.write(targets, to: "targets.csv")
            try folder.write(series, to: "series.csv")
            return try Program.mosaic.run(
                ["gaps", "--from", "series.csv", "--targets", "targets.csv", "--json"] + arguments,
                environment: ["MOSAIC_CONFIG": folder.path("no settings")], directory: folder.url)
        }

        private func row(of golden: GoldenCase, indicator: String, unit: String) -> [String: String] {
            let target = golden.fields["target"]
            func text(_ key: String) -> String {
                target?[key]?.string ?? target?[key]?.number.map { Int(exactly: $0).map(String.init) ?? "\($0)" } ?? ""
            }
            let kind = text("kind")
            let bounds = target?["bounds"]?.elements.map { $0.number.map { "\($0)" } ?? "" } ?? ["", ""]
            return [
                "id": golden.id, "indicator": indicator, "region": "somewhere", "kind": kind,
                "base_period": text("base_year"), "base_value": text("base_value"),
                "target_period": text("target_year"),
                "target_value": text("target_value"), "lower": text("lower"), "upper": text("upper"),
                "unit": Self.percentKinds.contains(kind) ? "percent" : unit, "path": text("path"),
                "sense": text("sense"), "minimum": bounds[0], "maximum": bounds[1],
            ]
        }

        private func check(_ golden: GoldenCase, _ answer: JSON) throws {
            let gap = try #require(answer["gap"], "\(golden.id)")
            let expected = try #require(golden.fields["expect"])
            let tolerance = GoldenTolerance(largestInput: golden.largestInput("series"))
            // The keys of plans are not those of this file: they are held in another test.
            let known = gap.members.filter { expected[$0.key] != nil }
            #expect(tolerance.differences(.object(known), expected) == [], "\(golden.id)")
        }

        @Test func `every golden case of a year in one file has the gap that 60 digits give`() throws {
            let cases = try GoldenCase.all(of: "gaps.json")
            for (year, cases) in Dictionary(grouping: cases, by: { $0.fields["as_of_year"]?.int ?? 0 }) {
                let targets = cases.map { row(of: $0, indicator: "of \($0.id)", unit: "unit of \($0.id)") }
                let rows = cases.flatMap { $0.rows("series", indicator: "of \($0.id)", unit: "unit of \($0.id)") }
                let done = try gaps(
                    "--as-of-year", "\(year)", targets: csvText(Self.targetColumns, targets),
                    series: csvText(FileTrendsTests.columns, rows))
                #expect(done.status == 0, "\(done.errors)")
                let found = try done.json.elements
                #expect(found.map { $0["target"]?.string } == cases.map(\.id))
                for (golden, answer) in zip(cases, found) {
                    #expect(
                        Set(answer.members.keys)
                            == [
                                "target", "indicator", "region", "kind", "target_year", "unit", "gap", "behind_since",
                            ])
                    let isBehindPath = answer["gap"]?["path_gap"]?.number ?? 0 > 0
                    #expect(!isBehindPath || answer["behind_since"]?.int != nil, "\(golden.id)")
                    #expect(answer["target_year"] == golden.fields["target"]?["target_year"])
                    // A percentage of a series without a row has no other unit.
                    let isAlone = golden.fields["series"]?.elements.isEmpty == true
                    #expect(answer["unit"]?.string == "unit of \(golden.id)" || isAlone)
                    try check(golden, answer)
                }
            }
        }

        @Test func `golden cases in files of their own, with no more than they need, have the same gap`() throws {
            let cases = try GoldenCase.all(of: "gaps.json")
            for (number, golden) in cases.enumerated() where number % 10 == 0 {
                let target = row(of: golden, indicator: "x", unit: "10k CNY")
                let needed = ["unit", "target_value", "target_period", "kind", "region", "indicator", "id"]
                let columns = needed + Self.targetColumns.filter { !needed.contains($0) && target[$0] != "" }
                let rows = golden.rows("series", indicator: "x", unit: "10k CNY")
                guard !rows.isEmpty else { continue }
                let done = try gaps(
                    "--as-of-year", "\(golden.fields["as_of_year"]?.int ?? 0)", targets: csvText(columns, [target]),
                    series: csvText(FileTrendsTests.columns, rows))
                #expect(done.status == 0, "\(golden.id): \(done.errors)")
                try check(golden, try #require(done.json.elements.first, "\(golden.id)"))
            }
        }

        private static let series = "indicator,region,period,value,unit\na,x,2020,50,EFLOPS\na,x,2024,80,EFLOPS\n"

        @Test func `a target without a row in the file is in the answer too`() throws {
            let targets = """
                id,indicator,region,kind,target_period,target_value,unit
                t,a,y,at_least,2030,100,EFLOPS
                u,b,x,at_most,2030,100,things
                v,c,x,change_pct,2030,20,percent

                """
            let found = try gaps(targets: targets, series: Self.series).json.elements
            #expect(found.map { $0["target"]?.string } == ["t", "u", "v"])
            #expect(found.map { $0["unit"]?.string } == ["EFLOPS", "things", "percent"])
            #expect(found.allSatisfy { $0["gap"]?["state"]?.string == "not_assessable" })
            #expect(found.map { $0["gap"]?["reason"]?.string } == ["no_observation", "no_observation", "no_base"])
        }

        @Test func `a target in another unit of the series' dimension is converted`() throws {
            let targets = """
                id,indicator,region,kind,base_period,base_value,target_period,target_value,unit,minimum,maximum
                t,a,x,at_least,2020,50000,2028,160000,PFLOPS,0,100000
                u,a,x,change_pct,2020,50,2028,20,percent,,

                """
            let found = try gaps("--as-of-year", "2025", targets: targets, series: Self.series).json.elements
            #expect(found.first?["unit"]?.string == "EFLOPS")
            let gap = try #require(found.first?["gap"])
            #expect(gap["target_level"]?.number == 160)
            #expect(gap["base_value"]?.number == 50)
            #expect(gap["projected_value"]?.number == 100)
            #expect(found.last?["gap"]?["target_level"]?.number == 60)
        }

        @Test func `of a target's rows the newest counts that is published by today`() throws {
            let targets = """
                id,indicator,region,kind,base_period,target_period,target_value,unit,source_date
                t,a,x,at_least,2020,2028,60,EFLOPS,2022-01-01
                s,a,x,at_least,2020,2028,1,EFLOPS,
                t,a,x,at_least,2020,2028,90,EFLOPS,2023-01-01
                t,a,x,at_least,2020,2028,99,EFLOPS,2999-01-01
                later,a,x,at_least,2020,2028,99,EFLOPS,2999-01-01

                """
            let done = try gaps("--as-of-year", "2025", targets: targets, series: Self.series)
            #expect(done.errors.contains("target later is published after today"), "\(done.errors)")
            let found = try done.json.elements
            #expect(found.map { $0["target"]?.string } == ["t", "s"])
            #expect(found.first?["gap"]?["target_level"]?.number == 90)
        }

        @Test func `states are picked and found as in the record`() throws {
            let targets = """
                id,indicator,region,kind,base_period,target_period,target_value,unit
                t,a,x,at_least,2020,2024,60,EFLOPS
                u,a,x,at_least,2020,2024,90,EFLOPS

                """
            let met = try gaps("--state", "met", targets: targets, series: Self.series)
            #expect(try met.json.elements.map { $0["target"]?.string } == ["t"])
            let missed = try gaps("--fail-on", "missed", targets: targets, series: Self.series)
            #expect(missed.status == 1)
            #expect(try missed.json.elements.map { $0["target"]?.string } == ["u"])
            #expect(try gaps("--fail-on", "away", targets: targets, series: Self.series).status == 0)
        }
    }
}
