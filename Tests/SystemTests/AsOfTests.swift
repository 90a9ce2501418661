import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// What is asked of an earlier state of the record is what that state said: figures, trends, and targets held against them.
    @Suite struct AsOfTests {
        private static let first = """
            indicator,region,period,value,unit,source,source_date
            computing_power,CN-NM,2020,20000,PFLOPS,Yearbook 2023,2023-09-01
            computing_power,CN-NM,2021,30000,PFLOPS,Yearbook 2023,2023-09-01
            computing_power,CN-NM,2022,41000,PFLOPS,Yearbook 2023,2023-09-01
            computing_power,CN-NM,2023,56000,PFLOPS,Yearbook 2024,2024-09-01
            urban_unemployment_rate,CN,2021,5.1,percent,Communiqué,2022-02-28
            urban_unemployment_rate,CN,2022,5.6,percent,Communiqué,2023-02-28

            """
        /// Revises 2023, goes on to 2024, and takes the breach of 2022 back.
        private static let second = """
            indicator,region,period,value,unit,source,source_date
            computing_power,CN-NM,2023,61000,PFLOPS,Yearbook 2025,2025-09-01
            computing_power,CN-NM,2024,140000,PFLOPS,Yearbook 2025,2025-09-01
            urban_unemployment_rate,CN,2022,5.4,percent,Communiqué,2025-02-28

            """
        private static let commands = [["gaps"], ["trends", "computing_power"], ["show", "computing_power", "CN-NM"]]

        /// A place whose record has a batch of each text.
        private func place(_ texts: [String]) throws -> Place {
            let place = try Place()
            for text in texts {
                let done = try place.mosaic("backfill", "--allow", "revision", "-", input: text)
                #expect(done.status == 0, "\(done.errors)")
            }
            return place
        }

        /// An answer without the times of recording, which no two records have in common.
        private func answer(_ place: Place, _ arguments: [String]) throws -> [JSON] {
            try place.mosaic(arguments + ["--json"]).json.elements.map { row in
                .object(row.members.filter { $0.key != "recorded" })
            }
        }

        @Test(arguments: commands)
        func `as of a batch or a time the answer is that of the record as it was`(command: [String]) throws {
            let then = try place([Self.first])
            let now = try place([Self.first])
            let batches = try now.mosaic("batches", "--json").json.elements
            let time = try #require(batches.first?["recorded"]?.string)
            #expect(try now.mosaic("backfill", "--allow", "revision", "-", input: Self.second).status == 0)
            let expected = try answer(then, command)
            #expect(!expected.isEmpty)
            #expect(try answer(now, command) != expected)
            #expect(try answer(now, command + ["--as-of", "batch:1"]) == expected)
            #expect(try answer(now, command + ["--as-of", time]) == expected)
        }

        @Test(arguments: commands)
        func `published by a day the answer is that of a record of what was published by then`(command: [String]) throws
        {
            let both = try place([Self.first, Self.second])
            let early = Self.first.split(separator: "\n").filter { !$0.contains("2024-09-01") }.joined(separator: "\n")
            let (first, soonest) = (try place([Self.first]), try place([early]))
            for (day, expected) in [("2024-12-31", first), ("2024-08-31", soonest)] {
                let asked = command + ["--published-by", day]
                #expect(try answer(both, asked) == answer(expected, asked))
                #expect(try !answer(both, asked).isEmpty)
            }
            let (late, soon) = (
                command + ["--published-by", "2025-12-31"], command + ["--published-by", "2023-12-31"]
            )
            #expect(try answer(both, late) != answer(both, soon))
        }

        @Test func `what was published by a day and known at a time is both at once`() throws {
            let place = try place([Self.first, Self.second])
            func values(_ options: String...) throws -> [Double?] {
                try answer(place, ["show", "computing_power", "CN-NM"] + options).map { $0["value"]?.number }
            }
            #expect(try values() == [20000, 30000, 41000, 61000, 140_000])
            #expect(try values("--as-of", "batch:1", "--published-by", "2025-12-31") == [20000, 30000, 41000, 56000])
            #expect(try values("--as-of", "batch:2", "--published-by", "2023-12-31") == [20000, 30000, 41000])
        }
    }
}
