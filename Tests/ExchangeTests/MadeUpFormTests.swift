import Exchange
import Formats
import Indicators
import MosaicTestKit
import Testing

/// A form that the table lacks goes all the way by its reader and its line alone.
struct MadeUpFormTests {
    private static let reader = ObservationReader(forms: ObservationForm.table + [WideTable.form])
    private static let text = """
        computing_power (EFLOPS)\t2022\t2023\t2024
        CN-NM\t1\t\t3
        内蒙古\t\t2\t
        CN-JS\t4\t5\t6

        """

    private static func read(_ text: String, _ options: ReadingOptions? = nil) throws -> ObservationFile {
        try reader.read(
            from: MemorySource(Array(text.utf8)), catalog: Reading.catalog, options: options ?? Reading.options())
    }

    @Test
    func `its cells become rows in the order of keys, each at its line and field`() throws {
        let file = try Self.read(Self.text)
        #expect(file.diagnostics.lines == [])
        #expect(file.isInOrder)
        #expect(
            file.rowLines == [
                "4 computing_power CN-JS 2022 4000.0 A eq undated figures.csv",
                "4 computing_power CN-JS 2023 5000.0 A eq undated figures.csv",
                "4 computing_power CN-JS 2024 6000.0 A eq undated figures.csv",
                "2 computing_power CN-NM 2022 1000.0 A eq undated figures.csv",
                "3 computing_power CN-NM 2023 2000.0 A eq undated figures.csv",
                "2 computing_power CN-NM 2024 3000.0 A eq undated figures.csv",
            ])
        #expect(file.statements.rows.map(\.location.field) == [1, 2, 3, 1, 2, 3])
        #expect(file.reading == "wide-tsv" && file.detected == "wide table")
    }

    @Test
    func `long CSV beside it is read as before, and nothing is said of its form`() throws {
        let file = try Self.read(ReadingFuzzTests.good)
        #expect(file.diagnostics.lines == [] && file.statements.count == 7)
        #expect(file.reading == "csv" && file.detected == nil)
    }

    @Test
    func `a fault is told at the cell, the region's at the first, the unit's in the header`() throws {
        let file = try Self.read("computing_power (percent)\t2022\t2031\nCN-N\t1\tx\n")
        #expect(
            file.diagnostics.errors.map { "\($0.line ?? 0):\($0.column ?? 0) \($0.code.rawValue)" } == [
                "1:1 wrong_unit", "1:1 wrong_unit", "2:1 unknown_region", "2:1 unknown_region", "2:8 future_period",
                "2:8 bad_value",
            ])
    }

    @Test
    func `of two figures of one key each is named by its cell`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            "computing_power (PFLOPS)\t2022\t2023\nCN-NM\t1\t2\n\n内蒙古\t1\t33\n150000\t5\t\n", to: "table.tsv")
        let options = ReadingOptions(file: "table.tsv", today: try #require(CalendarDate(Reading.today)))
        let file = try Self.reader.read(InputFile(path), catalog: Reading.catalog, options: options)
        #expect(
            file.diagnostics.lines == [
                "table.tsv:4:7: computing_power CN-NM 2023 says 33, but 2:9, of the same key and date, says 2; "
                    + "leave out the wrong one",
                "table.tsv:5:8: computing_power CN-NM 2022 says 5, but 2:7, of the same key and date, says 1; "
                    + "leave out the wrong one",
            ])
    }

    @Test
    func `its series are read without a catalog too`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("power of all (万户)\t2022\t2023\n甲\t1\t2\n乙\t\t7.5\n", to: "table.tsv")
        let file = try Self.reader.series(of: InputFile(path), options: Reading.options())
        #expect(file.diagnostics.lines == [] && file.detected == "wide table")
        #expect(file.series.map(\.key) == ["甲", "乙"].map { SeriesKey(indicator: "power of all", region: $0) })
        #expect(file.series.map { $0.observations.map(\.value) } == [[1, 2], [7.5]])
        #expect(file.units["power of all"]?.symbol == "万户")
    }

    @Test
    func `an input that is in no form is told once, with what it looks like and what to do`() throws {
        #expect(
            try Self.read("Station Name,Station Code,1960,1961\nAruba,ABW,1,2\n").diagnostics.lines == [
                "figures.csv:1:1: is in no form that is known: its first row has 4 fields, \"Station Name\", "
                    + "\"Station Code\", \"1960\", …; expected a header such as indicator,region,period,value,unit; "
                    + "other columns, or columns of years, are read by a --mapping, of which "
                    + "`mosaic backfill --draft-mapping figures.csv` writes a first one"
            ])
        #expect(
            try Self.read("Aruba,1\n").diagnostics.lines == [
                "figures.csv:1:1: is in no form that is known: its first row has 2 fields, \"Aruba\", \"1\"; "
                    + "expected a header such as indicator,region,period,value,unit; "
                    + "--format names a form: \(ObservationForm.names(of: Self.reader.forms))"
            ])
    }

    @Test
    func `an input that fits two forms is refused, unless it is said which it is`() throws {
        let twin = ObservationForm("twin", title: "another table", reader: WideTable())
        let reader = ObservationReader(forms: ObservationForm.table + [WideTable.form, twin])
        var options = try Reading.options()
        func read() throws -> ObservationFile {
            try reader.read(
                from: MemorySource(Array(Self.text.utf8)), catalog: Reading.catalog, options: options)
        }
        #expect(
            try read().diagnostics.lines == [
                "figures.csv: can be read as wide table and another table; say which by --format wide-tsv or --format twin"
            ])
        options.format = "twin"
        #expect(try read().reading == "twin" && read().diagnostics.lines == [])
        options.format = "csv"
        #expect(try read().diagnostics.hasErrors)
    }
}
