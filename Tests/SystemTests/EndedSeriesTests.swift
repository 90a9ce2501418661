import Foundation
import Testing

extension SystemTests {
    /// Indicators and series that have an end: their figures stay, and no further one is due.
    @Suite struct EndedSeriesTests {
        private static func indicators(_ end: String) -> String {
            """
            fixed_lines:
              title: { en: Fixed lines, zh: 固定电话 }
              unit: 10k units
              direction: none
              measure: level
              due_months: 3
              \(end)

            """
        }
        private static let regions = """
            id,gb_code,name_en,name_zh,kind,clusters,partly_in,aliases,tile_row,tile_column
            CN,100000,China,中国,nation,,,,,
            CN-QH,630000,Qinghai,青海,province,,,,4,3
            CN-NM,150000,Inner Mongolia,内蒙古,autonomous_region,,,,2,7

            """
        private static let figures = """
            indicator,region,period,value,unit,source_date
            fixed_lines,CN,2019,20,10k units,2020-02-01
            fixed_lines,CN-NM,2019,10,10k units,2020-02-01
            fixed_lines,CN-QH,2019,5,10k units,2020-02-01

            """

        @Test(arguments: [
            ("", ["CN", "CN-NM", "CN-QH"]), ("valid_to: 2019", []), ("valid_to: 2020", ["CN", "CN-NM", "CN-QH"]),
            ("series_valid_to: { 青海: 2019 }", ["CN", "CN-NM"]),
            ("valid_to: 2019\n  series_valid_to: { CN-NM: 2030 }", ["CN-NM"]),
        ])
        func `a series that has ended is not overdue`(end: String, due: [String]) throws {
            let header = try String(decoding: Data(contentsOf: Repository.url("Config/targets.csv")), as: UTF8.self)
                .prefix { $0 != "\n" }
            let place = try Place(
                catalog: .own(regions: Self.regions, indicators: Self.indicators(end), targets: "\(header)\n"))
            #expect(try place.mosaic("backfill", "-", input: Self.figures).status == 0)
            let service = try place.start()
            for region in ["CN", "CN-NM", "CN-QH"] {
                let labels = "{indicator=\"fixed_lines\",region=\"\(region)\"}"
                #expect(try service.sample("mosaic_indicator_year\(labels)") == 2019)
                let time = try service.sample("mosaic_indicator_due_timestamp_seconds\(labels)")
                #expect((time != nil) == due.contains(region), "\(end): \(region)")
            }
            #expect(try service.stop())
        }
    }
}
