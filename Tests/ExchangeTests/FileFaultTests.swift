import Formats
import Indicators
import Testing

@testable import Exchange

@Suite
struct FileFaultTests {
    static let header = "indicator,region,period,value,unit"
    static let row = "computing_power,CN,2025,1,PFLOPS"
    static let known = "known are indicator, region, period, value, unit, status, bound, source, source_date, note"

    @Test(arguments: ["", "\n", "\r\n\n", "\u{FEFF}", "\u{FEFF}\n"])
    func `an empty file is told, and what would be right`(text: String) throws {
        let file = try Reading.file(text)
        #expect(
            file.diagnostics.lines == [
                "figures.csv: is empty; expected a header with indicator,region,period,value,unit"
            ])
        #expect(file.diagnostics.errorTotals == ["empty_file": 1])
    }

    @Test
    func `a header alone is told`() throws {
        let file = try Reading.file(Self.header + "\n\n")
        #expect(file.diagnostics.lines == ["figures.csv: has a header but no rows; give at least one row below it"])
        #expect(file.diagnostics.errorTotals == ["no_rows": 1])
    }

    @Test(arguments: [
        (
            "indicator,region,period,value", "missing_column",
            ["1:1: no column unit; required are indicator, region, period, value, unit"]
        ),
        (
            "region,period", "missing_column",
            ["1:1: no columns indicator, value, unit; required are indicator, region, period, value, unit"]
        ),
        (
            "indicator,region,period,value,unit,value", "doubled_column",
            ["1:36: a second column value; leave one out"]
        ),
        (
            "indicator,region,period,valeu,unit", "misspelt_column",
            ["1:25: unknown column \"valeu\"; did you mean \"value\"?"]
        ),
        (
            "indicator,region,period,value,unit,Noten", "misspelt_column",
            ["1:36: unknown column \"Noten\"; did you mean \"note\"?"]
        ),
        (
            "Indicater,region,period,value,unit,sorce_dat", "misspelt_column",
            [
                "1:1: unknown column \"Indicater\"; did you mean \"indicator\"?",
                "1:36: unknown column \"sorce_dat\"; did you mean \"source_date\"?",
            ]
        ),
    ])
    func `what is wrong with a header is told at the column`(header: String, code: String, lines: [String]) throws {
        let file = try Reading.file(header + "\n" + Self.row + "\n")
        #expect(file.diagnostics.lines == lines.map { "figures.csv:" + $0 })
        #expect(file.diagnostics.errorTotals == [Diagnostic.Code(rawValue: code): lines.count])
    }

    @Test
    func `a column that is not known is a warning, and is not read`() throws {
        let file = try Reading.file("收入," + Self.header + "\n?," + Self.row + "\n")
        #expect(
            file.diagnostics.lines == ["figures.csv:1:1: warning: unknown column \"收入\" is not read; \(Self.known)"])
        #expect(!file.diagnostics.hasErrors)
        #expect(file.diagnostics.warningTotals == ["unknown_column": 1])
        #expect(file.rowLines == ["2 computing_power CN 2025 1.0 A eq undated figures.csv"])
    }

    @Test
    func `bars in place of commas are told once`() throws {
        let file = try Reading.file("indicator|region|period|value|unit\ncomputing_power|CN|2025|1|PFLOPS\n")
        #expect(
            file.diagnostics.lines == [
                "figures.csv:1:1: columns are separated by bars; save the file with commas"
            ])
    }

    @Test(arguments: [
        (
            "computing_power,CN,2025,\"1\"x,PFLOPS", "text_after_closing_quote",
            "2:28: text after a closing quote; expected a comma or the line's end"
        ),
        (
            "computing_power,CN,2025,1\",PFLOPS", "quote_in_bare_field",
            "2:26: quote inside a field without quotes; quote the whole field and double this one"
        ),
        ("computing_power,江\u{0}苏,2025,1,PFLOPS", "nul", "2:18: NUL byte; expected text in UTF-8"),
    ])
    func `a row that is no CSV is told where the fault is, and the next rows are read`(
        row: String, code: String, line: String
    ) throws {
        let file = try Reading.file("\(Self.header)\n\(row)\n\(Self.row)\n")
        #expect(file.diagnostics.lines == ["figures.csv:" + line])
        #expect(file.diagnostics.errorTotals == [Diagnostic.Code(rawValue: code): 1])
        #expect(file.statements.rows.map(\.location.line) == [3])
    }

    @Test
    func `a quote that is never closed is told at the quote`() throws {
        #expect(
            try Reading.lines("\(Self.header)\n\(Self.row)\ncomputing_power,江苏,2025,\"1,PFLOPS\n\(Self.row)\n") == [
                "3:25: quote is never closed; close it, or double it inside a quoted field"
            ])
    }

    @Test
    func `bytes that are no UTF-8 are told at the byte, and GB18030 is named`() throws {
        let bytes = Array("\(Self.header)\ncomputing_power,".utf8) + [0xC4, 0xDA] + Array(",2025,1,PFLOPS\n".utf8)
        let file = try Reading.file(bytes, Reading.options())
        #expect(
            file.diagnostics.lines == [
                "figures.csv:2:17: byte is no UTF-8; save the file as UTF-8; or if it is GB18030 (GBK), as Chinese spreadsheets "
                    + "save it, give --encoding gb18030"
            ])
        #expect(file.diagnostics.errorTotals == ["invalid_utf8": 1])
    }

    @Test
    func `bytes that are no GB18030 are told at the byte`() throws {
        let bytes = Array("\(Self.header)\ncomputing_power,CN".utf8) + [0xFF] + Array(",2025,1,PFLOPS\n".utf8)
        let file = try Reading.file(bytes, Reading.options(encoding: .gb18030))
        #expect(file.diagnostics.lines == ["figures.csv:2:19: no character of gb18030; name the file's own --encoding"])
        #expect(file.diagnostics.errorTotals == ["wrong_encoding": 1])
    }

    @Test(arguments: [[0xFF, 0xFE, 0x69, 0x00], [0xFE, 0xFF, 0x00, 0x69]] as [[UInt8]])
    func `UTF-16 is told where it is said to be UTF-8`(bytes: [UInt8]) throws {
        let file = try Reading.file(bytes, Reading.options(encoding: .utf8))
        #expect(file.diagnostics.lines == ["figures.csv: is UTF-16; save it as UTF-8"])
        #expect(file.diagnostics.errorTotals == ["wrong_encoding": 1])
    }

    @Test
    func `a binary file is told, not read`() throws {
        let file = try Reading.file([0x7F, 0x45, 0x4C, 0x46, 0x02, 0x01, 0x01, 0x00, 0x00], Reading.options())
        #expect(file.diagnostics.lines == ["figures.csv:1:8: is no text file; expected CSV"])
        #expect(file.diagnostics.errorTotals == ["binary_file": 1])
    }

    @Test
    func `a row beyond the limit is told, and the next is read`() throws {
        let long = "computing_power,CN,2025,\"" + String(repeating: "1", count: CSVReader.rowLimit) + "\",PFLOPS"
        let file = try Reading.file("\(Self.header)\n\(long)\n\(Self.row)\n")
        #expect(file.diagnostics.errorTotals == ["row_too_long": 1])
        #expect(file.statements.rows.map(\.location.line) == [3])
    }

    @Test
    func `codes are stable`() {
        let codes: [Diagnostic.Code] = [
            .emptyFile, .noRows, .binaryFile, .wrongEncoding, .missingColumn, .doubledColumn, .misspeltColumn,
            .unknownColumn,
            .rowLength, .unknownIndicator, .unknownRegion, .badPeriod, .futurePeriod, .badValue, .missingValue,
            .unexpectedValue,
            .outOfBounds, .missingUnit, .unknownUnit, .wrongUnit, .unknownStatus, .unknownBound, .badDate, .futureDate,
            .mixedDates, .conflictingRows,
        ]
        #expect(
            codes.map(\.rawValue) == [
                "empty_file", "no_rows", "binary_file", "wrong_encoding", "missing_column", "doubled_column",
                "misspelt_column",
                "unknown_column", "row_length", "unknown_indicator", "unknown_region", "bad_period", "future_period",
                "bad_value",
                "missing_value", "unexpected_value", "out_of_bounds", "missing_unit", "unknown_unit", "wrong_unit",
                "unknown_status", "unknown_bound", "bad_date", "future_date", "mixed_dates", "conflicting_rows",
            ])
    }
}
