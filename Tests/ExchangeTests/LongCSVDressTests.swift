import Formats
import Indicators
import MosaicTestKit
import Testing

@testable import Exchange

/// Long CSV as people have it: other names, signs, separators and lines above.
@Suite
struct LongCSVDressTests {
    private static let row = "2 computing_power CN 2025 1.0 A eq undated figures.csv"

    @Test(arguments: ObservationField.allCases)
    func `a column is known by each of its names, in any letter case`(field: ObservationField) {
        for name in [field.column] + field.synonyms {
            #expect(ObservationField(columnNamed: name) == field)
            #expect(ObservationField(columnNamed: " \(name.uppercased())\t") == field)
        }
        #expect(ObservationField(columnNamed: "x\(field.column)") == nil)
    }

    @Test
    func `no name means two columns`() {
        let names = ObservationField.allCases.flatMap { [$0.column] + $0.synonyms }
        #expect(Set(names).count == names.count)
    }

    @Test(arguments: [
        ("INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE", "computing_power,CN,2025,1,PFLOPS"),
        ("指标,地区,年份,数值,单位", "computing_power,CN,2025,1,PFLOPS"),
        (",indicator,region,period,value,unit,,", "0,computing_power,CN,2025,1,PFLOPS,,"),
        ("indicator;region;period;value;unit", "computing_power;CN;2025;1,0;PFLOPS"),
        ("indicator\tregion\tperiod\tvalue\tunit", "computing_power\tCN\t2025年\t1\tPFLOPS"),
    ])
    func `a file is read by its header, whatever names and separator that has`(header: String, row: String) throws {
        #expect(try Reading.rows("\(header)\n\(row)\n") == [Self.row])
    }

    @Test(arguments: [("sep=;", ";"), ("SEP=,", ","), ("# made, by hand", ","), ("#a\n\n# b", ",")])
    func `comments and the line sep= above the header are passed`(above: String, separator: String) throws {
        let text = "indicator,region,period,value,unit\ncomputing_power,CN,2025,1,PFLOPS\n"
            .replacing(",", with: separator)
        let rows = try Reading.rows("\(above)\n\(text)")
        #expect(rows.map { $0.drop { $0 != " " } } == [Self.row.drop { $0 != " " }])
    }

    @Test(arguments: [
        ("Figures of the year", 1), ("表一 算力,,,,\n单位：EFLOPS,,,,", 2), (",,,,\n,,,,", 0),
        ("# made\nCountry figures\n", 1),
    ])
    func `titles and blank rows above the header are passed, and titles told`(above: String, titles: Int) throws {
        let text = "\(above)\nindicator,region,period,value,unit\ncomputing_power,CN,2025,1,PFLOPS\n"
        let file = try Reading.file(text)
        #expect(file.diagnostics.lines == [] && file.form?.name == "csv")
        #expect(file.rowLines.map { $0.drop { $0 != " " } } == [Self.row.drop { $0 != " " }])
        #expect(file.account.remarks.map(\.words) == (titles > 0 ? ["lines above the header, which are not read"] : []))
        #expect(file.account.remarks.map(\.count) == (titles > 0 ? [titles] : []))
    }

    @Test
    func `a header of two columns below a title is none`() throws {
        #expect(try Reading.file("Figures\nregion,value\nCN,1\n").form == nil)
    }

    @Test(arguments: ["省份,年度,指标,数值,单位", "Province,Year,Indicator,Value,Unit"])
    func `a column of provinces is one of regions`(header: String) throws {
        #expect(try Reading.rows("\(header)\nCN,2025,computing_power,1,PFLOPS\n") == [Self.row])
    }

    @Test
    func `no unit column is needed where each indicator has its unit in brackets`() throws {
        let rows = "computing_power (PFLOPS),CN,2025,1\n"
        #expect(try Reading.rows("indicator,region,period,value\n" + rows) == [Self.row])
        let other = "indicator,region,period,value\n\(rows)computing_power,CN,2024,1\n"
        #expect(
            try Reading.lines(other) == ["1:1: no column unit; required are indicator, region, period, value, unit"])
    }

    @Test
    func `units in brackets are those of series without a catalog too`() throws {
        let folder = try TemporaryFolder()
        let text = "indicator,region,period,value\n产量(万吨),甲,2024,1\n产量(亿吨),甲,2025,2\n"
        let file = try ObservationReader().series(
            of: InputFile(folder.write(text, to: "a.csv")), options: Reading.options())
        #expect(file.diagnostics.lines == [] && file.units.keys.map(\.rawValue) == ["产量"])
        #expect(file.series.map { $0.observations.map(\.value) } == [[1, 20000]])
    }

    @Test
    func `columns that are missing are one message, which says how others are read`() throws {
        #expect(
            try Reading.lines("Country,Year,Value,Sex\nDE,2025,1,T\n") == [
                "1:1: no columns indicator, region, unit; required are indicator, region, period, value, unit; other "
                    + "columns are read by a --mapping, of which `mosaic backfill --draft-mapping figures.csv` writes a first one"
            ])
    }

    @Test
    func `two columns of one meaning are an error that names both`() throws {
        #expect(
            try Reading.lines("indicator,region,Code,period,value,unit\ncomputing_power,CN,CN,2025,1,PFLOPS\n") == [
                "1:18: columns region and Code both say the region; leave one out"
            ])
    }

    @Test(arguments: ["UNIT_MULT", "ACTION"])
    func `a column that changes what rows say is an error`(name: String) throws {
        let lines = try Reading.lines(
            "indicator,region,period,value,unit,\(name)\ncomputing_power,CN,2025,1,PFLOPS,3\n")
        #expect(
            lines == [
                "1:36: column \"\(name)\" changes what rows say, and is not read; work it into the rows, and leave it out"
            ])
    }

    @Test
    func `SDMX-CSV is not taken for long CSV`() throws {
        let file = try Reading.file("DATAFLOW,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE\nA:B(1.0),x,CN,2025,1\n")
        #expect(file.form?.name == "sdmx-csv")
    }

    @Test(
        arguments: [
            (">93", "percent", "93.0 A gt"), ("93 %", "percent", "93.0 A eq"), ("93\u{A0}%", "percent", "93.0 A eq"),
            ("93 %", "ratio", nil), ("93  %", "percent", nil), (" %", "percent", nil), ("≥92.5", "%", "92.5 A ge"),
            ("<70%", "percent", "70.0 A lt"),
            ("≤0.5", "ratio", "50.0 A le"), ("93%", "percent", "93.0 A eq"), ("-1", "percent", nil),
            ("93%", "ratio", nil), (">", "percent", nil), (">>93", "percent", nil), ("> 93", "percent", nil),
            ("93%%", "percent", nil), ("%", "percent", nil), (">=92.5", "%", "92.5 A ge"),
            ("<=70%", "percent", "70.0 A le"),
            (">=", "percent", nil), ("=>9", "percent", nil), ("> =9", "percent", nil),
        ] as [(String, String, String?)])
    func `a sign before a number is its bound, and a percent sign is read where the unit is percent`(
        value: String, unit: String, content: String?
    ) throws {
        let file = try Reading.file("indicator,region,period,value,unit\nurban_share,CN,2025,\(value),\(unit)\n")
        #expect(file.rowLines == (content.map { ["2 urban_share CN 2025 \($0) undated figures.csv"] } ?? []))
        #expect(file.diagnostics.hasErrors == (content == nil))
    }

    @Test
    func `a sign beside another bound is an error, beside its own it is not`() throws {
        func file(_ bound: String) throws -> ObservationFile {
            try Reading.file("indicator,region,period,value,unit,bound\nurban_share,CN,2025,>9,percent,\(bound)\n")
        }
        #expect(try file("gt").rowLines == ["2 urban_share CN 2025 9.0 A gt undated figures.csv"])
        #expect(try file("lt").diagnostics.errorTotals == ["bad_value": 1])
        #expect(try file("eq").diagnostics.errorTotals == ["bad_value": 1])
    }

    @Test(
        arguments: [
            ("2025年", 2025), ("2025.0", 2025), ("2025-A1", 2025), ("2025.5", nil), ("FY2025", nil), ("2025/26", nil),
            ("2025-12-31", nil), ("2025.00年", nil), ("25年", nil),
        ] as [(String, Int?)])
    func `a year may be dressed, but not be another period`(text: String, year: Int?) throws {
        let file = try Reading.file("indicator,region,period,value,unit\nurban_share,CN,\(text),5,percent\n")
        #expect(file.statements.rows.map { Int($0.year) } == (year.map { [$0] } ?? []))
        #expect(file.diagnostics.errorTotals == (year == nil ? ["bad_period": 1] : [:]))
    }

    /// The values of a file with semicolons, or codes and messages of what is wrong with it.
    private static func values(_ texts: [String], _ decimal: DecimalSign? = nil) throws -> (
        values: [Double], lines: [String]
    ) {
        let rows = texts.enumerated().map { "profit;CN;\(2000 + $0);\($1);10k CNY" }.joined(separator: "\n")
        var options = try Reading.options()
        options.decimal = decimal
        let file = try Reading.file("indicator;region;period;value;unit\n\(rows)\n", options)
        return (
            file.statements.rows.map(\.value), file.diagnostics.lines.map { String($0.dropFirst("figures.csv:".count)) }
        )
    }

    @Test(
        arguments: [
            (["1,5", "2"], [1.5, 2]), (["1.5", "2"], [1.5, 2]), (["12.345,5", "12.345"], [12345.5, 12345]),
            (["1234.5", "1.234"], [1234.5, 1.234]), (["1", "200"], [1, 200]), (["-1.234.567,25"], [-1_234_567.25]),
            ([">1,5"], [1.5]), (["1,5e2"], [150]),
        ] as [([String], [Double])])
    func `a comma is the decimal sign where all numbers have it so, and not all have a point`(
        texts: [String], values: [Double]
    ) throws {
        let found = try Self.values(texts)
        #expect(found.lines == [])
        #expect(found.values == values)
    }

    @Test
    func `what can be read with either sign is refused until one is said`() throws {
        let words =
            "can be read with a decimal point or a decimal comma; say which by --decimal point or --decimal comma"
        #expect(
            try Self.values(["12.345", "7", "1.234"]).lines == [
                "2:16: \"12.345\" \(words)", "4:16: \"1.234\" \(words)",
            ])
        #expect(try Self.values(["12.345", "7", "1.234"], .point).values == [12.345, 7, 1.234])
        #expect(try Self.values(["12.345", "7", "1.234"], .comma).values == [12345, 7, 1234])
    }

    @Test
    func `a number that can't be read hides none of the row's other faults`() throws {
        let file = try Reading.file("indicator;region;period;value;unit\nprofit;XX;20;12.345;10k CNY\n")
        #expect(file.diagnostics.errorTotals == ["bad_value": 1, "unknown_region": 1, "bad_period": 1])
    }

    @Test
    func `an entity beside a code is its name, and not read`() throws {
        let row = "profit,China,CN,2025,5,10k CNY"
        #expect(
            try Reading.rows("indicator,Entity,Code,Year,Value,Unit\n\(row)\n")
                == ["2 profit CN 2025 5.0 A eq undated figures.csv"])
    }

    @Test
    func `a number that is written otherwise than the rest is an error`() throws {
        #expect(
            try Self.values(["1,5", "1.5"], .comma).lines == [
                "3:16: \"1.5\" has no decimal comma, as the file's other numbers; write it as they are, or give --decimal point"
            ])
        #expect(try Self.values(["1,5", "1.5"]).lines.map { $0.prefix(11) } == ["2:16: \"1,5\""])
    }

    @Test
    func `--set gives what the file does not say, or leaves empty, and nothing else`() throws {
        var options = try Reading.options()
        options.given = [.unit: "PFLOPS", .source: "a yearbook"]
        #expect(
            try Reading.rows("indicator,region,period,value\ncomputing_power,CN,2025,1\n", options)
                == ["2 computing_power CN 2025 1.0 A eq undated a yearbook"])
        let text = "indicator,region,period,value,unit\ncomputing_power,CN,2024,1,\ncomputing_power,CN,2025,1,EFLOPS\n"
        #expect(
            try Reading.lines(text, options) == [
                "3:27: says unit \"EFLOPS\", which --set unit=PFLOPS can't change; leave out --set"
            ])
        #expect(options.reading(as: ObservationForm.table[0]) == "csv --set unit=PFLOPS --set source=a yearbook")
    }

    @Test
    func `a page and an old workbook are told once, by what they are`() throws {
        #expect(try Reading.file("\n<!DOCTYPE html><p>a,b</p>").diagnostics.errorTotals == ["unknown_form": 1])
        let workbook = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0] as [UInt8]
        #expect(
            try Reading.file(workbook, Reading.options()).diagnostics.lines == [
                "figures.csv: is a workbook of an old Excel (.xls); open it and save it as .xlsx, or the sheet as \"CSV UTF-8\""
            ])
    }
}
