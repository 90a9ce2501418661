import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// Three nations with provinces, prefectures and counties, of which one was merged into another.
    @Suite struct LevelsTests {
        private let place: Place

        private static let regions = """
            id,gb_code,name_en,name_zh,kind,parent,valid_to,successor
            CN,100000,China,中国,nation,,,
            KZ,,Kazakhstan,哈萨克斯坦,nation,,,
            MN,,Mongolia,蒙古国,nation,,,
            CN-NM,150000,Inner Mongolia,内蒙古,autonomous_region,CN,,
            CN-GS,620000,Gansu,甘肃,province,CN,,
            KZ-ALA,,Almaty,阿拉木图,province,KZ,,
            HOHHOT,150100,Hohhot,呼和浩特,prefecture,CN-NM,,
            BAOTOU,150200,Baotou,包头,prefecture,CN-NM,,
            LANZHOU,620100,Lanzhou,兰州,prefecture,CN-GS,,
            HH-1,150102,First county,甲县,county,HOHHOT,,
            HH-2,150103,Second county,乙县,county,HOHHOT,,
            HH-3,150104,Merged county,丙县,county,HOHHOT,2021,乙县
            BT-1,150202,Third county,丁县,county,BAOTOU,,
            LZ-1,620102,Fourth county,戊县,county,LANZHOU,,

            """
        private static let indicators = """
            power:
              title: { en: Power, zh: 算力 }
              unit: PFLOPS
              direction: more
              measure: level
              aggregation: sum
              due_months: 6

            """
        private static let targets = """
            id,indicator,region,kind,base_period,target_period,target_value,unit
            first,power,HH-1,at_least,2021,2030,20,PFLOPS
            hohhot,power,HOHHOT,at_least,2021,2030,70,PFLOPS
            fourth,power,LZ-1,at_least,2021,2030,90,PFLOPS
            almaty,power,KZ-ALA,at_least,2021,2030,200,PFLOPS

            """

        init() throws {
            place = try Place(catalog: .own(regions: Self.regions, indicators: Self.indicators, targets: Self.targets))
            // Regions by ids, codes and names.
            let rows = [
                "HH-1,2021,9", "150102,2024,10", "Second county,2021,16", "乙县,2024,20", "HH-3,2021,5", "BT-1,2021,24",
                "BT-1,2024,30", "LZ-1,2021,35", "LZ-1,2024,40", "KZ-ALA,2021,80", "KZ-ALA,2024,100", "MN,2024,50",
            ]
            let done = try place.mosaic(
                "backfill", "-",
                input: "indicator,region,period,value,unit,source_date\n"
                    + rows.map { "power,\($0),PFLOPS,2025-03-01\n" }.joined())
            guard done.status == 0 else { throw KitError(done.errors) }
        }

        private func shown(_ arguments: String..., of period: Int = 2024) throws -> [String: JSON] {
            let rows = try place.mosaic(["show", "power"] + arguments + ["--json"]).json.elements
            let ofYear = rows.filter { $0["period"]?.int == period }
            return Dictionary(uniqueKeysWithValues: ofYear.map { ($0["region"]?.string ?? "", $0) })
        }

        @Test func `each level is the sum of what is one level below it`() throws {
            let values = try shown().mapValues { $0["value"]?.number }
            #expect(
                values == [
                    "CN": 100, "KZ": 100, "MN": 50, "CN-NM": 60, "CN-GS": 40, "KZ-ALA": 100, "HOHHOT": 30, "BAOTOU": 30,
                    "LANZHOU": 40, "HH-1": 10, "HH-2": 20, "BT-1": 30, "LZ-1": 40,
                ])
        }

        @Test func `a county that was merged is a member up to its last year`() throws {
            for (year, sum) in [(2021, 9.0 + 16 + 5), (2024, 30)] {
                let row = try #require(try shown("HOHHOT", of: year)["HOHHOT"])
                #expect(row["value"]?.number == sum)
            }
            #expect(try shown("CN-NM", of: 2021)["CN-NM"]?["value"]?.number == 54)
        }

        @Test func `a slash takes a region with all of its parts, and --level the regions of a level`() throws {
            let merged = try shown("CN-NM/", of: 2021)
            #expect(Array(merged.keys) == ["HH-3"], "of each region the newest figure is shown")
            #expect(
                try Set(shown("CN-NM/").keys) == ["CN-NM", "HOHHOT", "BAOTOU", "HH-1", "HH-2", "BT-1"])
            #expect(try Set(shown("内蒙古/", "--level", "prefecture").keys) == ["HOHHOT", "BAOTOU"])
            #expect(try Set(shown("--level", "county").keys) == ["HH-1", "HH-2", "BT-1", "LZ-1"])
            #expect(try Set(shown("--level", "nation").keys) == ["CN", "KZ", "MN"])
            let unknown = try place.mosaic("show", "power", "--level", "county_seat")
            #expect(unknown.status == 64 && unknown.errors.contains("county_seat"))
        }

        @Test func `ranks are within the level and the parent, shares of the nation and the parent`() throws {
            let rows = try shown()
            func row(_ region: String) -> [JSON?] {
                ["rank", "rank_in_parent", "nation_share_ratio", "parent_share_ratio"].map { rows[region]?[$0] }
            }
            func numbers(_ values: Double...) -> [JSON?] { values.map { .number($0) } }
            #expect(row("HH-2") == numbers(3, 1, 0.2, 20.0 / 30))
            #expect(row("HH-1") == numbers(4, 2, 0.1, 10.0 / 30))
            #expect(row("BT-1") == numbers(2, 1, 0.3, 1))
            #expect(row("LZ-1") == numbers(1, 1, 0.4, 1))
            #expect(row("HOHHOT") == numbers(2, 1, 0.3, 0.5))
            #expect(row("CN-NM") == numbers(2, 1, 0.6, 0.6))
            #expect(row("KZ-ALA") == numbers(1, 1, 1, 1))
            #expect(row("MN").first == .number(3) && row("MN").last == .null)
            let table = try place.output("show", "power", "CN-NM/", "--level", "county")
            #expect(
                table.hasPrefix("region\tyear\tvalue\tunit\tstatus\tbound\trank\tof nation\trank in parent\tof parent"))
        }

        @Test func `gaps are those of a region's parts, in the command and the API`() throws {
            func targets(_ list: JSON) -> [String?] { list.elements.map { $0["target"]?.string } }
            func gaps(_ arguments: String...) throws -> [String?] {
                try targets(place.mosaic(["gaps", "--json"] + arguments).json)
            }
            #expect(try gaps("--region", "CN-NM/") == ["first", "hohhot"])
            #expect(try gaps("--region", "CN/", "--level", "county") == ["first", "fourth"])
            #expect(try gaps("--region", "CN-NM") == [])
            #expect(try gaps("--region", "KZ/") == ["almaty"])
            let service = try place.start()
            func served(_ query: String) throws -> [String?] {
                try targets(#require(JSON(service.get("/api/v1/gaps?\(query)").body)["data"]))
            }
            #expect(try served("region=CN-NM/") == ["first", "hohhot"])
            #expect(try served("region=CN%2F&level=county") == ["first", "fourth"])
            #expect(try service.stop())
        }

        @Test func `metrics tell levels, parents, ranks and shares, and a merged county is not overdue`() throws {
            let service = try place.start()
            let lines = try service.metrics().split(separator: "\n")
            func sample(_ name: String, _ region: String) throws -> Double? {
                try service.sample("mosaic_indicator_\(name){indicator=\"power\",region=\"\(region)\"}")
            }
            #expect(
                lines.contains { line in
                    line.hasPrefix("mosaic_region_info{region=\"HH-1\",")
                        && line.contains(",level=\"county\",parent=\"HOHHOT\"}")
                })
            #expect(try sample("rank", "HH-2") == 3 && sample("rank_in_parent", "HH-2") == 1)
            #expect(try sample("parent_share_ratio", "HOHHOT") == 0.5)
            #expect(try sample("year", "HH-3") == 2021)
            #expect(try sample("due_timestamp_seconds", "HH-3") == nil)
            #expect(try sample("due_timestamp_seconds", "HH-2") != nil)
            #expect(try service.stop())
        }

        @Test func `an export of a region's counties is the record of them`() throws {
            let rows = try csvRows(place.output("export", "--region", "CN-NM/", "--level", "county"))
            #expect(
                rows.map { "\($0["region"] ?? "") \($0["period"] ?? "")" } == [
                    "BT-1 2021", "BT-1 2024", "HH-1 2021", "HH-1 2024", "HH-2 2021", "HH-2 2024", "HH-3 2021",
                ])
            for form in ["sdmx-csv", "xlsx"] {
                let other = try Place(
                    catalog: .own(regions: Self.regions, indicators: Self.indicators, targets: Self.targets))
                let done = try place.mosaic("export", "--region", "CN-NM/", "--level", "county", "--format", form)
                let file = try other.folder.write(done.output, to: form == "xlsx" ? "figures.xlsx" : "figures.csv").path
                let sheet = form == "xlsx" ? ["--sheet", "power"] : []
                let read = try other.mosaic(["backfill", file] + sheet)
                #expect(read.status == 0, "\(read.errors)")
                #expect(try csvRows(other.output("export")) == rows)
            }
            let table = try place.output("export", "power", "CN-NM/", "--level", "county", "--format", "wide")
            #expect(table.split(separator: "\n").dropFirst(2).first == "Region,2021,2024")
            #expect(table.contains("Merged county,5,\n"))
            let history = try place.output(
                "export", "--region", "CN-NM/", "--level", "county", "--format", "openmetrics")
            #expect(history.split(separator: "\n").count { $0.hasPrefix("mosaic_history_value{") } == rows.count)
        }
    }
}
