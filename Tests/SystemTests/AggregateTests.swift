import MosaicTestKit
import Testing

extension SystemTests {
    /// A nation and a cluster that are made of their members, through the built command.
    @Suite struct AggregateTests {
        private let place: Place

        private static let regions = """
            id,name_en,name_zh,kind,clusters,partly_in,valid_from
            CN,China,中国,nation,,,
            CN-A,Alpha,甲,province,TWO,,
            CN-B,Beta,乙,province,TWO,PART,
            CN-C,Gamma,丙,municipality,,,2021
            TWO,The two,两省,cluster,,,
            PART,A part,部分,cluster,,,

            """
        private static let indicators = """
            power:
              title: { en: Power, zh: 算力 }
              unit: PFLOPS
              direction: more
              measure: level
              aggregation: sum
              aggregation_share: 0.5
            rate:
              title: { en: Rate, zh: 率 }
              unit: percent
              direction: more
              measure: level
              aggregation: mean
              weight: people
              aggregation_share: 0.5
            people:
              title: { en: People, zh: 人口 }
              unit: persons
              direction: none
              measure: level

            """
        private static let targets = """
            id,indicator,region,kind,base_period,base_value,target_period,target_value,lower,upper,unit,path,sense,attribute,source,source_date,note
            two,power,TWO,at_least,2020,,2025,2,,,PFLOPS,,,,,,
            none,power,PART,at_least,2020,,2025,2,,,PFLOPS,,,,,,

            """

        init() throws {
            place = try Place(catalog: .own(regions: Self.regions, indicators: Self.indicators, targets: Self.targets))
            let done = try place.mosaic(
                "backfill", "-",
                input: """
                    indicator,region,period,value,unit,status,bound
                    power,CN-A,2020,1,PFLOPS,A,eq
                    power,CN-B,2020,2,PFLOPS,A,gt
                    power,CN-A,2021,3,PFLOPS,E,eq
                    power,CN-C,2021,4,PFLOPS,A,eq
                    rate,CN-A,2020,10,percent,A,eq
                    people,CN-A,2020,300,persons,A,eq
                    people,CN-B,2020,100,persons,A,eq

                    """)
            guard done.status == 0 else { throw KitError(done.errors) }
        }

        private func rows(_ arguments: String...) throws -> [String] {
            let done = try place.mosaic(["show"] + arguments + ["--json"])
            guard done.status == 0 else { throw KitError(done.errors) }
            return try done.json.elements.map { row in
                ["region", "period", "value", "status", "bound", "members_ratio", "missing"].map { key in
                    row[key]?.description ?? "–"
                }.joined(separator: " ")
            }
        }

        @Test func `show names the members that are missing, year by year`() throws {
            #expect(
                try rows("power", "CN") == [
                    #""CN" 2020 3 "A" "gt" 1 []"#, #""CN" 2021 7 "E" "eq" 0.6666666666666666 ["CN-B"]"#,
                ])
            #expect(
                try rows("power", "The two") == [
                    #""TWO" 2020 3 "A" "gt" 1 []"#, #""TWO" 2021 3 "E" "eq" 0.5 ["CN-B"]"#,
                ])
            #expect(try rows("rate", "TWO") == [#""TWO" 2020 10 "A" "eq" 0.75 ["CN-B"]"#])
            #expect(try rows("power", "PART") == [])
            let table = try place.output("show", "power", "TWO")
            #expect(table.contains("sum of its members\twithout Beta; 0.5 of the whole\n"))
        }

        @Test func `rank and share of the nation are told year by year`() throws {
            func places(_ region: String) throws -> [String] {
                try place.mosaic("show", "power", region, "--json").json.elements.map { row in
                    ["period", "rank", "nation_share_ratio"].map { row[$0]?.description ?? "–" }.joined(separator: " ")
                }
            }
            #expect(try places("CN-A") == ["2020 2 0.3333333333333333", "2021 2 0.42857142857142855"])
            #expect(try places("CN-B") == ["2020 1 0.6666666666666666"])
            #expect(try places("TWO") == ["2020 null 1", "2021 null 0.42857142857142855"])
            #expect(try places("CN") == ["2020 null null", "2021 null null"])
        }

        @Test func `an indicator's newest figures have the aggregates among them`() throws {
            #expect(
                try rows("power") == [
                    #""CN" 2021 7 "E" "eq" 0.6666666666666666 ["CN-B"]"#, #""CN-A" 2021 3 "E" "eq" – –"#,
                    #""CN-B" 2020 2 "A" "gt" – –"#, #""CN-C" 2021 4 "A" "eq" – –"#,
                    #""TWO" 2021 3 "E" "eq" 0.5 ["CN-B"]"#,
                ])
        }

        @Test func `a published figure takes the aggregate's place, and its undo brings it back`() throws {
            let done = try place.mosaic(
                "backfill", "-", input: "indicator,region,period,value,unit\npower,TWO,1999,9,PFLOPS\n")
            #expect(done.status == 0)
            #expect(try rows("power", "TWO") == [#""TWO" 1999 9 "A" "eq" – –"#])
            _ = try place.output("batches", "undo", "2")
            #expect(try rows("power", "TWO").count == 2)
        }

        @Test func `trends and targets are of aggregates too`() throws {
            let trends = try place.mosaic("trends", "power", "TWO", "--json").json.elements
            #expect(trends.map { $0["trend"]?["latest"]?.number } == [3])
            let gaps = try place.mosaic("gaps", "--json", "--as-of-year", "2021").json.elements
            #expect(gaps.map { $0["gap"]?["value"] } == [.number(3), .null])
            #expect(gaps.map { $0["gap"]?["estimated"] } == [.bool(true), .bool(false)])
            let of = try place.mosaic("gaps", "--region", "TWO", "--json", "--as-of-year", "2021").json.elements
            #expect(of == Array(gaps.prefix(1)))
        }

        @Test func `the service serves coverage, rank and share`() throws {
            let service = try place.start()
            let text = try service.metrics()
            for line in [
                #"mosaic_indicator_value{indicator="power",region="TWO",unit="PFLOPS"} 3"#,
                #"mosaic_indicator_members_ratio{indicator="power",region="TWO"} 0.5"#,
                #"mosaic_indicator_rank{indicator="power",region="CN-C"} 1"#,
                #"mosaic_indicator_rank{indicator="power",region="CN-A"} 2"#,
                #"mosaic_indicator_nation_share_ratio{indicator="power",region="CN-C"} 0.5714285714285714"#,
            ] {
                #expect(text.contains(line + "\n"))
            }
        }
    }
}
