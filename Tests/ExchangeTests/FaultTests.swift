import Formats
import Indicators
import Testing

@testable import Exchange

@Suite
struct FaultTests {
    static let header = "indicator,region,period,value,unit,status,bound,source_date\n"

    static let number = "expected digits such as 98000 or 1.5e3, without separators or spaces"
    static let year = "this is a yearly record: expected four digits from 1000 to 9999, such as 2025"
    static let place = "expected an ISO 3166-2 code, a GB/T 2260 code or a name"
    static let date = "expected YYYY-MM-DD, a day that exists"

    @Test(arguments: [
        (
            "computing_pover,CN,2025,1,PFLOPS,,,", "unknown_indicator",
            "2:1: unknown indicator \"computing_pover\"; did you mean \"computing_power\"?"
        ),
        (
            "happiness,CN,2025,1,PFLOPS,,,", "unknown_indicator",
            "2:1: unknown indicator \"happiness\"; expected an id or a title of the catalog; `mosaic show` lists them"
        ),
        (
            ",CN,2025,1,PFLOPS,,,", "unknown_indicator",
            "2:1: no indicator; expected an id or a title of the catalog; `mosaic show` lists them"
        ),
        (
            "computing_power,Inner Mongol,2025,1,PFLOPS,,,", "unknown_region",
            "2:17: unknown region \"Inner Mongol\"; did you mean \"Inner Mongolia\" (CN-NM)?"
        ),
        (
            "computing_power,江四,2025,1,PFLOPS,,,", "unknown_region",
            "2:17: unknown region \"江四\"; did you mean \"江苏\" (CN-JS) or \"江西\" (CN-JX)?"
        ),
        (
            "computing_power,Atlantis,2025,1,PFLOPS,,,", "unknown_region",
            "2:17: unknown region \"Atlantis\"; \(place)"
        ),
        ("computing_power,,2025,1,PFLOPS,,,", "unknown_region", "2:17: no region; \(place)"),
        ("computing_power,江苏,20255,1,PFLOPS,,,", "bad_period", "2:20: \"20255\" is no year; \(year)"),
        ("computing_power,CN,2024.5,1,PFLOPS,,,", "bad_period", "2:20: \"2024.5\" is no year; \(year)"),
        ("computing_power,CN,,1,PFLOPS,,,", "bad_period", "2:20: \"\" is no year; \(year)"),
        ("computing_power,CN,0999,1,PFLOPS,,,", "bad_period", "2:20: \"0999\" is no year; \(year)"),
        ("computing_power,CN,2024-01,1,PFLOPS,,,", "bad_period", "2:20: \"2024-01\" is no year; \(year)"),
        (
            "computing_power,CN,2027,1,PFLOPS,P,,", "future_period",
            "2:20: year 2027 is still to come; expected status F, a forecast, for a year after this one"
        ),
        ("computing_power,CN,2025,NaN,PFLOPS,,,", "bad_value", "2:25: \"NaN\" is no decimal number; \(number)"),
        ("computing_power,CN,2025,0x1F,PFLOPS,,,", "bad_value", "2:25: \"0x1F\" is no decimal number; \(number)"),
        ("computing_power,CN,2025,inf,PFLOPS,,,", "bad_value", "2:25: \"inf\" is no decimal number; \(number)"),
        (
            "computing_power,CN,2025,\"98,000\",PFLOPS,,,", "bad_value",
            "2:25: \"98,000\" is no decimal number; \(number)"
        ),
        ("computing_power,CN,2025, 5,PFLOPS,,,", "bad_value", "2:25: \" 5\" is no decimal number; \(number)"),
        ("computing_power,CN,2025,5%,PFLOPS,,,", "bad_value", "2:25: \"5%\" is no decimal number; \(number)"),
        (
            "computing_power,CN,2025,1e999,PFLOPS,,,", "bad_value",
            "2:25: \"1e999\" is beyond what a number can hold; expected a finite number"
        ),
        (
            "computing_power,CN,2025,1e307,ZFLOPS,,,", "bad_value",
            "2:25: \"1e307\" is beyond what a number can hold; expected a finite number"
        ),
        (
            "computing_power,CN,2025,,PFLOPS,,,", "missing_value",
            "2:25: no value and no status; give a value, or status O if there is none"
        ),
        (
            "computing_power,CN,2025,,PFLOPS,A,,", "missing_value",
            "2:25: no value, though status A needs one; give it, or status O: there is none"
        ),
        (
            "computing_power,CN,2025,5,PFLOPS,M,,", "unexpected_value",
            "2:25: value 5 beside status M, which says that there is none; leave one of them out"
        ),
        (
            "computing_power,CN,2025,-0.1,PFLOPS,,,", "out_of_bounds",
            "2:25: value -0.1 is outside the bounds of computing_power; expected at least 0 PFLOPS"
        ),
        (
            "urban_share,CN,2025,1.001,ratio,,,", "out_of_bounds",
            "2:21: value 1.001 is outside the bounds of urban_share; expected at least 0 and at most 100 percent"
        ),
        ("computing_power,CN,2025,1,,,,", "missing_unit", "2:27: no unit; a value without its unit is none"),
        (
            "computing_power,CN,2025,1,PFLOP,,,", "unknown_unit",
            "2:27: unknown unit \"PFLOP\"; did you mean \"PFLOPS\"?"
        ),
        (
            "computing_power,CN,2025,1,bushels,,,", "unknown_unit",
            "2:27: unknown unit \"bushels\"; expected a unit such as PFLOPS, percent or 万元"
        ),
        (
            "computing_power,CN,2025,1,percent,,,", "wrong_unit",
            "2:27: computing_power isn't measured in percent; expected GFLOPS, TFLOPS, PFLOPS, EFLOPS, ZFLOPS"
        ),
        (
            "launch_score,CN,2025,1,count,,,", "wrong_unit",
            "2:24: launch_score isn't measured in count; expected points"
        ),
        (
            "computing_power,CN,2025,1,PFLOPS,a,,", "unknown_status",
            "2:34: unknown status \"a\"; expected one of A B D E F G H I J K L M N O P Q S U V W (SDMX CL_OBS_STATUS)"
        ),
        (
            "computing_power,CN,2025,1,PFLOPS,AE,,", "unknown_status",
            "2:34: unknown status \"AE\"; expected one of A B D E F G H I J K L M N O P Q S U V W (SDMX CL_OBS_STATUS)"
        ),
        (
            "computing_power,CN,2025,1,PFLOPS,,over,", "unknown_bound",
            "2:35: unknown bound \"over\"; expected one of eq ge gt le lt approx"
        ),
        ("computing_power,CN,2025,1,PFLOPS,,,2026-02-29", "bad_date", "2:36: \"2026-02-29\" is no date; \(date)"),
        ("computing_power,CN,2025,1,PFLOPS,,,2026-2-1", "bad_date", "2:36: \"2026-2-1\" is no date; \(date)"),
        (
            "computing_power,CN,2025,1,PFLOPS,,,2026-03-02", "future_date",
            "2:36: source date 2026-03-02 lies in the future; expected 2026-03-01 or earlier"
        ),
        ("computing_power,CN,2025,1,PFLOPS,,", "row_length", "2:1: row of 7 fields; the header has 8"),
        ("computing_power,CN,2025,1,PFLOPS,,,,", "row_length", "2:1: row of 9 fields; the header has 8"),
    ])
    func `a fault stands at its field's first character, and says what would be right`(
        row: String, code: String, line: String
    ) throws {
        let file = try Reading.file(Self.header + row + "\n")
        #expect(file.diagnostics.lines == ["figures.csv:" + line])
        #expect(file.diagnostics.errorTotals == [Diagnostic.Code(rawValue: code): 1])
        #expect(file.statements.rows.isEmpty)
    }

    @Test
    func `columns are counted in characters, lines are the file's`() throws {
        let lines = try Reading.lines(
            "indicator,note,region,period,value,unit\ncomputing_power,\"算力\n规模\",江四,2025,x,PFLOPS\n"
                + "computing_power,\"😀é\",CN,2025,x,PFLOPS\n")
        #expect(
            lines == [
                "3:5: unknown region \"江四\"; did you mean \"江苏\" (CN-JS) or \"江西\" (CN-JX)?",
                "3:13: \"x\" is no decimal number; \(Self.number)", "4:30: \"x\" is no decimal number; \(Self.number)",
            ])
    }

    @Test
    func `everything that is wrong with a row is told, and the other rows are checked too`() throws {
        let file = try Reading.file(
            Self.header + "happiness,Atlantis,x,NaN,bushels,X,over,2025-02-29\n"
                + "computing_power,CN,2025,1,PFLOPS,,,\n"
                + "short\n" + "computing_power,CN,2030,-1,PFLOPS,,,2027-01-01\n")
        #expect(
            file.diagnostics.lines.map { $0.dropFirst("figures.csv:".count).prefix { $0 != " " } } == [
                "2:1:", "2:11:", "2:20:", "2:22:", "2:26:", "2:34:", "2:36:", "2:41:", "4:1:", "5:20:", "5:25:",
                "5:37:",
            ])
        #expect(file.rowLines == ["3 computing_power CN 2025 1.0 A eq undated figures.csv"])
    }

    @Test
    func `a year to come hides no other fault of its row`() throws {
        func codes(_ row: String) throws -> Set<Diagnostic.Code> {
            Set(try Reading.file(Self.header + row).diagnostics.errorTotals.keys)
        }
        #expect(try codes("computing_power,CN,2027,x,PFLOPS,,,\n") == ["future_period", "bad_value"])
        #expect(try codes("computing_power,CN,2027,-1,PFLOPS,,,\n") == ["future_period", "out_of_bounds"])
        #expect(try codes("computing_power,CN,2027,,PFLOPS,,,\n") == ["future_period", "missing_value"])
        #expect(try codes("computing_power,CN,2027,1,PFLOPS,O,,\n") == ["future_period", "unexpected_value"])
        #expect(try codes("computing_power,CN,2027,,PFLOPS,O,,\n") == ["future_period"])
    }

    @Test
    func `of a kind the first twenty are told, and all are counted`() throws {
        let rows = (0..<45).map { "nothing\($0),CN,2025,1,PFLOPS,,,\n" }.joined()
        let shortRows = String(repeating: "short\n", count: 20)
        let file = try Reading.file(Self.header + rows + shortRows)
        #expect(file.diagnostics.errorTotals == ["unknown_indicator": 45, "row_length": 20])
        #expect(file.diagnostics.lines.count == 41)
        #expect(file.diagnostics.lines.last == "figures.csv: 25 more of unknown_indicator, 45 in all")
        #expect(file.diagnostics.errors.filter { $0.code == "unknown_indicator" }.compactMap(\.line) == Array(2...21))
    }

    @Test
    func `a text that is long or has control characters is told on one line, shortened`() throws {
        let text = String(repeating: "算", count: 100)
        let lines = try Reading.lines("indicator,region,period,value,unit\n\"a\u{1B}[31m\n\",\(text),2025,1,PFLOPS\n")
        #expect(
            lines == [
                "2:1: unknown indicator \"a␛[31m␊\"; expected an id or a title of the catalog; `mosaic show` lists them",
                "3:3: unknown region \"\(text.prefix(80))…\"; \(Self.place)",
            ])
    }

    @Test
    func `a retraction's dates and keys are checked as any`() throws {
        let lines = try Reading.lines(
            "indicator,region,period,source_date\ncomputing_pover,CM,202,2027-01-01\n",
            Reading.options(retraction: true))
        #expect(
            lines == [
                "2:1: unknown indicator \"computing_pover\"; did you mean \"computing_power\"?",
                "2:17: unknown region \"CM\"; did you mean \"CN\"?", "2:20: \"202\" is no year; \(Self.year)",
                "2:24: source date 2027-01-01 lies in the future; expected 2026-03-01 or earlier",
            ])
    }
}
