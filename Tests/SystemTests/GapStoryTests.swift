import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// `mosaic gaps --explain` and `--since`: why a state is what it is, and why it is another than it was.
    @Suite struct GapStoryTests {
        private let place: Place

        private static let indicators = """
            power:
              title: { en: Power, zh: 算力 }
              unit: PFLOPS
              direction: more
              measure: level

            """
        private static let targets = """
            id,indicator,region,kind,base_period,base_value,target_period,target_value,lower,upper,unit,path,sense,attribute,source,source_date,note
            slow,power,CN,at_least,2015,,2025,100,,,PFLOPS,,,anticipatory,The plan,2015-06-01,
            old,power,CN,at_least,2015,,2024,90,,,PFLOPS,,,,,2015-06-01,
            firm,power,CN,at_least,2015,,2025,60,,,PFLOPS,,,binding,,,

            """

        init() throws {
            let regions = try String(
                decoding: Data(contentsOf: Repository.url("Config/regions.csv")), as: UTF8.self)
            place = try Place(
                catalog: .own(regions: regions, indicators: Self.indicators, targets: Self.targets))
        }

        private func backfill(_ rows: String) throws {
            let done = try place.mosaic(
                "backfill", "-",
                input: "indicator,region,period,value,unit,source,source_date\n" + rows)
            guard done.status == 0 else { throw KitError(done.errors) }
        }

        private func explanation(_ target: String, year: String) throws -> JSON {
            try place.mosaic("gaps", "--explain", target, "--as-of-year", year, "--json").json
        }

        private func changes(_ arguments: String...) throws -> [JSON] {
            try place.mosaic(["gaps", "--json", "--since"] + arguments).json.elements
        }

        @Test func `an explanation names what went in, each step, and the pace that is needed from now on`() throws {
            try backfill("power,CN,2015,20,PFLOPS,Yearbook,2016-05-01\npower,CN,2019,30,PFLOPS,Report,2020-02-01\n")
            try backfill("power,CN,2022,45,PFLOPS,Paper,2023-03-01\n")
            let found = try explanation("slow", year: "2022")
            #expect(found["target"]?.string == "slow")
            #expect(found["gap"]?["state"]?.string == "insufficient")
            let inputs = try #require(found["inputs"]?.elements)
            #expect(inputs.map { $0["period"]?.int } == [2015, 2019, 2022])
            #expect(inputs.map { $0["source"]?.string } == ["Yearbook", "Report", "Paper"])
            #expect(inputs.map { $0["source_date"]?.string } == ["2016-05-01", "2020-02-01", "2023-03-01"])
            #expect(inputs.map { $0["batch"]?.int } == [1, 1, 2])
            // 55 are missing in 3 years; of late 15 came in 3.
            let ratio = try #require(found["required_over_recent_ratio"]?.number)
            #expect(abs(ratio - 55.0 / 15) < 1e-9)
            let steps = try #require(found["steps"]?.elements)
            let english = steps.compactMap { $0["en"]?.string }.joined(separator: "\n")
            let chinese = steps.compactMap { $0["zh"]?.string }.joined(separator: "\n")
            for words in [
                "at least 100 PFLOPS in 2025", "The plan, 2015-06-01, anticipatory", "figure of 2015: 20 PFLOPS",
                "The gap is 55 PFLOPS, 55% of what is asked", "3.7 times the recent pace (5 PFLOPS a year since 2019)",
                "in 2023–2025, a change of 18.3333 PFLOPS a year",
            ] { #expect(english.contains(words), "\(english)") }
            for words in ["2025年不低于100 PFLOPS", "差距为55 PFLOPS", "今后2023–2025年", "的3.7倍"] {
                #expect(chinese.contains(words), "\(chinese)")
            }
            #expect(found["official_zh"]?.string == "滞后")
            #expect(found["state"]?["zh"]?.string?.isEmpty == false)
            #expect(found["reason"] == .null)

            let text = try place.output("gaps", "--explain", "slow", "--as-of-year", "2022")
            for words in ["insufficient · 滞后", "Paper, 2023-03-01, batch 2", "3.7 times the recent pace", "的3.7倍"] {
                #expect(text.contains(words), "\(text)")
            }
        }

        @Test func `an explanation says why there is nothing to assess, and names the nearest target`() throws {
            try backfill("power,CN,2015,20,PFLOPS,Yearbook,2016-05-01\n")
            let found = try explanation("slow", year: "2022")
            #expect(found["reason"]?["en"]?.string == "There is no figure after the base year.")
            #expect(found["official_zh"] == .null)
            let unknown = try place.mosaic("gaps", "--explain", "slwo")
            #expect(unknown.status == 64)
            #expect(unknown.errors.contains("did you mean \"slow\"?"), "\(unknown.errors)")
        }

        @Test func `what is met before its year is called 提前实现`() throws {
            try backfill("power,CN,2015,20,PFLOPS,Yearbook,2016-05-01\npower,CN,2022,75,PFLOPS,Report,2023-02-01\n")
            #expect(try explanation("firm", year: "2022")["official_zh"]?.string == "提前实现")
            #expect(try explanation("slow", year: "2022")["official_zh"]?.string == "基本符合预期")
        }

        @Test func `since a batch, the newest batch that changed a state is its cause, whatever came after`() throws {
            try backfill("power,CN,2015,20,PFLOPS,Yearbook,2016-05-01\npower,CN,2022,45,PFLOPS,Report,2023-02-01\n")
            try backfill("power,CN,2023,91,PFLOPS,Report,2024-02-01\n")
            try backfill("power,CN,2010,7,PFLOPS,Report,2024-02-01\n")
            let found = try changes("batch:1", "--as-of-year", "2023")
            #expect(found.map { $0["target"]?.string } == ["firm", "slow", "old"])
            #expect(found.map { $0["before"]?.string } == ["moderate", "insufficient", "insufficient"])
            #expect(found.map { $0["after"]?.string } == ["met", "on_track", "met"])
            #expect(found.allSatisfy { $0["because"]?.string == "batch" && $0["batch"]?.int == 2 })
            #expect(try changes("batch:2", "--as-of-year", "2023").isEmpty)

            try place.mosaic("batches", "undo", "2")
            let undone = try changes("batch:3", "--as-of-year", "2023")
            #expect(undone.map { $0["after"]?.string } == ["moderate", "insufficient", "insufficient"])
            #expect(undone.allSatisfy { $0["batch"]?.int == 4 })
            #expect(try changes("batch:1", "--as-of-year", "2023").isEmpty)
            #expect(try changes(Today.date(), "--as-of-year", "2023").allSatisfy { $0["batch"]?.int != 3 })
        }

        @Test func `where no batch did it, the target was published or the year turned`() throws {
            try backfill("power,CN,2015,20,PFLOPS,Yearbook,2016-05-01\npower,CN,2022,45,PFLOPS,Report,2023-02-01\n")
            let published = try changes("2015-01-01T00:00:00Z")
            #expect(published.first { $0["target"]?.string == "slow" }?["because"]?.string == "target_published")
            #expect(published.first { $0["target"]?.string == "firm" }?["because"]?.string == "batch")
            let table = try place.output("gaps", "--since", "2015-01-01T00:00:00Z")
            #expect(table.contains("the target was published on 2015-06-01"), "\(table)")
            #expect(try place.mosaic("gaps", "--since", "batch:7").status == 66)
        }

        @Test func `binding targets stand before the others`() throws {
            try backfill("power,CN,2015,20,PFLOPS,Yearbook,2016-05-01\n")
            let all = try place.mosaic("gaps", "--json").json.elements
            #expect(all.map { $0["target"]?.string } == ["firm", "slow", "old"])
        }
    }
}
