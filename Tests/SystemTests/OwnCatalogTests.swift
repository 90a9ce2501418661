import Foundation
import MosaicTestKit
import Testing

extension SystemTests {
    /// Catalogs of other countries and other units than the shipped one.
    @Suite struct OwnCatalogTests {
        @Test func `docs/own-catalog.md goes from a table of 27 countries to the gaps of a plan`() throws {
            let folder = try TemporaryFolder()
            try folder.write(Data(contentsOf: Repository.url("docs/own-catalog/figures.csv")), to: "figures.csv")
            let page = try PageScript(page: "docs/own-catalog.md")
            #expect(page.commandCount == 11)
            try page.run(in: folder)
        }

        private static let indicators = """
            hospital_beds:
              title: { en: Hospital beds, zh: 床位 }
              unit: beds
              direction: more
              measure: level
              aggregation: sum
            emissions:
              title: { en: Emissions, zh: 排放 }
              unit: Mt CO2-eq
              direction: less
              measure: flow
              aggregation: sum
            gdp:
              title: { en: GDP, zh: 生产总值 }
              unit: billion EUR
              direction: more
              measure: flow
              aggregation: sum
            carbon_intensity:
              title: { en: Emissions per GDP, zh: 排放强度 }
              derive: { ratio: [emissions, gdp] }
              unit: t CO2e/million EUR
              direction: less

            """

        private func place() throws -> Place {
            let place = try Place(
                catalog: .own(
                    regions: "id,name_en,name_zh,kind\nDE,Germany,德国,nation\nDE-BE,Berlin,柏林,province\n",
                    indicators: Self.indicators, targets: "id,indicator,region,kind,target_period,unit\n"))
            let settings = try String(contentsOfFile: place.settings, encoding: .utf8)
            try place.folder.write(
                settings.replacing("targets.csv }", with: "targets.csv, units: units.csv }"), to: "mosaicd.yaml")
            try place.folder.write(
                "symbol,dimension,power_of_ten,spellings,title_en,title_zh\nbeds,beds,0,张|bed,,床位\n10k beds,beds,4,万张,,\n",
                to: "units.csv")
            return place
        }

        @Test func `a catalog's own units and compounds are converted, derived and served`() throws {
            let place = try place()
            let rows = [
                "hospital_beds,DE,2023,47.5,万张", "emissions,DE,2023,674000000,t CO2e",
                "gdp,DE,2023,4185550,million EUR",
            ]
            let file = try place.folder.write(
                "indicator,region,period,value,unit\n" + rows.joined(separator: "\n") + "\n", to: "figures.csv")
            let done = try place.mosaic("backfill", file)
            #expect(done.status == 0, "\(done.errors)")
            let beds = try place.mosaic("show", "hospital_beds", "DE", "--json").json.elements.first
            #expect(beds?["value"]?.number == 475_000 && beds?["unit"]?.string == "beds")
            let service = try place.start()
            let served = try service.sample(
                #"mosaic_indicator_value{indicator="carbon_intensity",region="DE",unit="t CO2e/million EUR"}"#)
            #expect(abs(try #require(served) - 674_000_000 / 4_185_550) < 1e-9)
            #expect(try service.stop())
        }

        @Test func `faults of units and formulas are told where they stand, and nothing is read`() throws {
            let place = try place()
            try place.folder.write(
                "symbol,dimension,power_of_ten,spellings\nbeds,,0,\nPFLOPS,x,0,\nt/ha/year,x,0,\nrooms,x,0,bed\nwards,x,0,bed\n",
                to: "units.csv")
            try place.folder.write(
                Self.indicators.replacing("t CO2e/million EUR", with: "EUR").replacing(
                    "[emissions, gdp]", with: "[emissions, gpd]"),
                to: "indicators.yaml")
            let checked = try place.mosaic("catalog", "check")
            #expect(checked.status == 78)
            for place in [
                "units.csv:2:6: ", "units.csv:3:1: ", "units.csv:4:1: ", "units.csv:6:11: ", "indicators.yaml:21:32: ",
            ] {
                #expect(checked.errors.contains(place), "\(place)\n\(checked.errors)")
            }
        }

        @Test func `a unit of another dimension is refused`() throws {
            let place = try place()
            let file = try place.folder.write(
                "indicator,region,period,value,unit\ngdp,DE,2023,1,million USD\ngdp,DE,2023,1,10k beds\n",
                to: "wrong.csv")
            let done = try place.mosaic("backfill", file)
            #expect(done.status == 65 && done.errors.contains("gdp isn't measured in million USD; expected EUR, "))
        }
    }
}
