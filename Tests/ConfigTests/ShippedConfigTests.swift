import Config
import Foundation
import Indicators
import Testing

@Suite
struct ShippedConfigTests {
    static let path = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Config/mosaicd.yaml").standardizedFileURL.path

    @Test
    func `the shipped Config loads from the disk without a fault, whole`() throws {
        let catalog = try MosaicConfiguration.load(path: Self.path).catalog
        #expect(catalog.regions.count == 35)
        #expect(catalog.regions.filter { $0.kind == .cluster }.map(\.id.rawValue) == ["GBA", "YRD", "BTH"])
        #expect(
            catalog.regions.filter { $0.clusters == ["YRD"] }.map(\.id.rawValue) == [
                "CN-SH", "CN-JS", "CN-ZJ", "CN-AH",
            ])
        #expect(catalog.regions.compactMap(\.tile).count == 31)
        #expect(catalog.indicators.first?.id == "computing_power")
        #expect(catalog.targetRows.count == 37)
    }

    @Test
    func `the shipped settings say what is the default`() throws {
        #expect(try MosaicConfiguration.load(path: Self.path).settings == Settings(besideFile: Self.path))
    }

    @Test(arguments: [
        "gz-2026-computing computing_power CN-GZ atLeast atLeast geometric 2025:- 2026:190000.0 -...- in 0.0...- anticipatory",
        "nm-2030-new-energy new_energy_capacity CN-NM atLeast atLeast linear 2022:- 2030:300.0 -...- in 0.0...- anticipatory",
        "cn-15fyp-rd rd_expenditure CN annualGrowth atLeast geometric 2025:- 2030:7.0 -...- in 0.0...- anticipatory",
        "cn-15fyp-co2 co2_per_gdp_change CN compound atMost linear 2025:- 2030:-17.0 -...- in -...- binding",
        "cn-14fyp-digital digital_core_industries_share CN atLeast atLeast linear 2020:7.8 2025:10.0 -...- in 0.0...100.0 "
            + "anticipatory",
        "cn-14fyp-unemployment urban_unemployment_rate CN hold atMost linear 2020:- 2025:5.5 -...- in 0.0...100.0 "
            + "anticipatory",
        "cn-14fyp-life life_expectancy CN changeAbsolute atLeast linear 2020:- 2025:1.0 -...- in 0.0...- anticipatory",
        "sh-2025-computing computing_power CN-SH changePercent atLeast geometric 2020:- 2025:300.0 -...- in 0.0...- "
            + "anticipatory",
    ])
    func `the shipped Config has its targets with their numbers, in the indicator's unit`(line: String) throws {
        let lines = try MosaicConfiguration.load(path: Self.path).catalog.targetRows.map(\.line)
        #expect(lines.filter { $0.hasPrefix(line) }.count == 1)
    }
}
