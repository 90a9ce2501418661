import Foundation
import MosaicTestKit
import Testing

@testable import Commands

/// Files of ten thousand columns, in each form that is a table.
@Suite
struct WideFileTests {
    /// A file: what stands above its header, its header and a row, before columns are added.
    struct Wide: CustomTestStringConvertible, Sendable {
        let name: String
        var above = ""
        let header: String
        let row: String
        var separator = ","
        /// The last field of the header and that of the row, behind the columns that are added.
        var last: (header: String, row: String) = ("", "")
        var arguments: [String] = []
        var testDescription: String { name }

        /// The file with more columns, by name, each with a 1 in its row.
        func text(with columns: [String]) -> String {
            above + header + columns.map { separator + $0 }.joined() + last.header + "\n" + row
                + columns.map { _ in separator + "1" }.joined() + last.row + "\n"
        }
    }

    static let files = [
        Wide(
            name: "Eurostat TSV", header: "freq,unit,geo\\TIME_PERIOD\t2021", row: "A,PC,DE\t2", separator: "\t",
            arguments: ["--set", "indicator=renewable_energy_share"]),
        Wide(
            name: "SDMX-CSV", header: "DATAFLOW,FREQ,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE",
            row: "X:Y(1.0),A,DE,2021,3.1,PC", arguments: ["--set", "indicator=unemployment_rate"]),
        Wide(
            name: "Our World in Data CSV", header: "Entity,Code,Year,Renewables", row: "Germany,DEU,2021,30.1",
            arguments: ["--set", "indicator=renewables_share_electricity", "--set", "unit=percent"]),
        Wide(
            name: "Open SDG CSV", header: "Year,Units,GeoCode", row: "2021,Percent,CN", last: (",Value", ",45.2"),
            arguments: ["--set", "indicator=electricity_access"]),
        Wide(
            name: "World Bank CSV", above: "\"Data Source\",\"World Development Indicators\"\n\n",
            header: "Country Name,Country Code,Indicator Name,Indicator Code,2021",
            row: "Germany,DE,Unemployment,SL.UEM.TOTL.ZS,3.5",
            arguments: ["--set", "indicator=unemployment_rate", "--set", "unit=percent"]),
        Wide(
            name: "export of the national statistics site", above: "数据库：分省年度数据\n指标：地区生产总值(亿元)\n时间：最近2年\n",
            header: "地区,2023年", row: "北京市,43760.7"),
        Wide(
            name: "yearbook table", header: "地区,2021", row: "北京,1",
            arguments: ["--set", "indicator=gdp", "--set", "unit=亿元"]),
    ]

    @Test(arguments: files, [false, true])
    func `a file of ten thousand columns is known by its form, and told of in few words`(
        file: Wide, areYears: Bool
    ) throws {
        let folder = try TemporaryFolder()
        let columns =
            areYears
            ? (1000...9999).filter { $0 != 2021 && $0 != 2023 }.map(String.init)
            : (0..<10_000).map { "a longer name \($0)" }
        try folder.write(file.text(with: columns), to: "wide.csv")
        let outcome = try FieldCaseTests.world().run(
            ["backfill", "--dry-run", folder.path("wide.csv")] + file.arguments)
        let lines = outcome.errors.split(separator: "\n")
        let isKnown = outcome.errors.contains("read as \(file.name)")
        // Of other years than the centuries of statistics, and of words, no table is made.
        #expect(isKnown || outcome.errors.contains("is in no form that is known"))
        // The sentence, the twenty first of each kind, and the kinds' totals.
        #expect(lines.count < (isKnown ? 70 : 3), "\(lines.count) lines")
        #expect(lines.allSatisfy { $0.count < 600 }, "\(lines.map(\.count).max() ?? 0) characters")
    }
}
