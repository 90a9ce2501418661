import Exchange
import Indicators
import MosaicTestKit
import Testing

/// Observations of one series, of which all but the figure is looked at once.
@Suite
struct SeriesSharingTests {
    /// Reads a text, and once more with a bound given, which has each observation looked at anew: the same bound as there is.
    private static func expectSame(_ text: String, _ given: [ObservationField: String] = [:]) throws {
        var options = try Reading.options()
        options.given = given
        let shared = try Reading.file(text, options)
        options.given[.bound] = "eq"
        let anew = try Reading.file(text, options)
        #expect(shared.rowLines == anew.rowLines)
        #expect(shared.diagnostics.lines == anew.diagnostics.lines)
        #expect(shared.account.remarks.map(\.count) == anew.account.remarks.map(\.count))
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `rows of SDMX-CSV are read as if each were alone`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        // Faults are rare, as what stands behind them is to be seen.
        let isFaulty = Bool.random(using: &random)
        let columns: [(name: String, values: [String])] = [
            ("DATAFLOW", ["A:B(1.0)"]), ("ACTION", ["I", "I", "I", "D", "R"]),
            ("INDICATOR", ["profit", "profit", "profit", "computing_power"] + (isFaulty ? ["nothing"] : [])),
            ("REF_AREA", ["CN", "CN", "CN-NM"] + (isFaulty ? ["XX", ""] : [])),
            ("TIME_PERIOD", ["2019", "2020", "2021", "2022"] + (isFaulty ? ["20x"] : [])),
            ("OBS_VALUE", ["1", "2.5", "\"3\"", "", "NaN"] + (isFaulty ? ["x"] : [])),
            ("UNIT_MEASURE", ["10k CNY", "10k CNY", "10k CNY", "PFLOPS"]), ("UNIT_MULT", ["", "0", "0", "3"]),
            ("OBS_STATUS", ["A", "P", "", "O", "E"]), ("NOTE", ["", "", "\"a \"\"b\"\"\"", "c"]),
        ]
        var text = columns.map(\.name).joined(separator: ",") + "\n"
        var row = columns.map { $0.values[0] }
        for _ in 0..<40 {
            for (index, column) in columns.enumerated() where Int.random(in: 0..<4, using: &random) == 0 {
                row[index] = column.values.randomElement(using: &random) ?? ""
            }
            // A series is measured in its own unit.
            row[6] = isFaulty ? row[6] : row[2] == "profit" ? "10k CNY" : "PFLOPS"
            text += row.joined(separator: ",") + "\n"
        }
        try Self.expectSame(text)
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `cells of Eurostat TSV are read as if each were alone`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let cells = ["1 ", "2.5 p", ": ", ": z", "3", "-4.25 bp", "", "x ", "5 q"]
        var text = "freq,unit,geo\\TIME_PERIOD\t2019 \t2020 \t2021 \t2022 \n"
        for _ in 0..<12 {
            let region = ["CN", "CN-NM", "CN-JS", "CN-JX", "XX"].randomElement(using: &random) ?? ""
            let unit = ["10k CNY", "10k CNY", "percent"].randomElement(using: &random) ?? ""
            let row = (0..<4).map { _ in cells.randomElement(using: &random) ?? "" }
            text += "A,\(unit),\(region)\t" + row.joined(separator: "\t") + "\n"
        }
        try Self.expectSame(text, [.indicator: "profit"])
    }

    @Test
    func `a row that is no longer of the series says its own`() throws {
        let rows = try Reading.rows(
            """
            DATAFLOW,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,NOTE
            A:B(1.0),profit,CN,2019,1,10k CNY,a
            A:B(1.0),profit,CN,2020,2,10k CNY,a
            A:B(1.0),profit,CN,2021,3,10k CNY,b
            A:B(1.0),profit,CN-NM,2021,4,10k CNY,b
            A:B(1.0),profit,CN-NM,2022,5,CNY,b
            A:B(1.0),profit,CN-NM,2023,60000,CNY,

            """)
        #expect(
            rows == [
                "2 profit CN 2019 1.0 A eq undated figures.csv (a)",
                "3 profit CN 2020 2.0 A eq undated figures.csv (a)",
                "4 profit CN 2021 3.0 A eq undated figures.csv (b)",
                "5 profit CN-NM 2021 4.0 A eq undated figures.csv (b)",
                "6 profit CN-NM 2022 0.0005 A eq undated figures.csv (b)",
                "7 profit CN-NM 2023 6.0 A eq undated figures.csv",
            ])
    }
}
