import Indicators
import Testing

@testable import Exchange

@Suite
struct AgreementTests {
    static let header = "indicator,region,period,value,unit,status,bound,source_date\n"

    @Test
    func `rows of one key and date agree after conversion, or are refused at the later row`() throws {
        #expect(
            try Reading.lines(
                Self.header + "computing_power,CN-NM,2024,1,EFLOPS,,,2025-01-01\n"
                    + "computing_power,内蒙古,2024,1000,PFLOPS,A,eq,2025-01-01\n"
                    + "computing_power,150000,2024,1001,PFLOPS,,,2025-01-01\n"
                    + "computing_power,CN-NM,2024,1,EFLOPS,E,gt,2025-01-01\n") == [
                    "4:1: computing_power CN-NM 2024 says 1001, but line 2, of the same key and date, says 1000; "
                        + "leave out the wrong one",
                    "5:1: computing_power CN-NM 2024 says gt 1000 E, but line 2, of the same key and date, says 1000; "
                        + "leave out the wrong one",
                ])
    }

    @Test
    func `undated rows of one key agree too`() throws {
        let file = try Reading.file(
            Self.header + "computing_power,CN,2024,1,PFLOPS,,,\n" + "computing_power,CN,2024,,PFLOPS,O,,\n")
        #expect(file.diagnostics.errorTotals == ["conflicting_rows": 1])
        #expect(
            file.diagnostics.lines == [
                "figures.csv:3:1: computing_power CN 2024 says O, but line 2, of the same key and date, says 1; "
                    + "leave out the wrong one"
            ])
    }

    @Test
    func `rows of one key and several dates may differ`() throws {
        let rows = try Reading.rows(
            Self.header + "computing_power,CN,2024,2,PFLOPS,,,2025-06-01\n"
                + "computing_power,CN,2024,1,PFLOPS,,,2025-01-01\n"
                + "computing_power,CN,2024,2,PFLOPS,,,2025-06-01\n" + "computing_power,CN,2023,9,PFLOPS,,,\n")
        #expect(rows.map { $0.prefix(1) } == ["5", "2", "3", "4"])
    }

    @Test
    func `the rows of a key all have a date, or none has`() throws {
        #expect(
            try Reading.lines(
                Self.header + "computing_power,CN,2024,1,PFLOPS,,,2025-01-01\n"
                    + "computing_power,CN,2024,1,PFLOPS,,,\n"
                    + "computing_power,CN,2023,1,PFLOPS,,,\n" + "computing_power,CN,2023,1,PFLOPS,,,2025-01-01\n") == [
                    "3:1: computing_power CN 2024 has no source_date, but line 2, of the same key, has one; "
                        + "give all rows of a key a date, or none",
                    "5:1: computing_power CN 2023 has a source_date, but line 4, of the same key, has none; "
                        + "give all rows of a key a date, or none",
                ])
    }

    @Test
    func `with --published undated rows have a date`() throws {
        let text =
            Self.header + "computing_power,CN,2024,1,PFLOPS,,,2025-01-01\n" + "computing_power,CN,2024,2,PFLOPS,,,\n"
        #expect(try Reading.file(text, Reading.options(published: "2025-06-01")).diagnostics.lines == [])
        #expect(
            try Reading.file(text, Reading.options(published: "2025-01-01")).diagnostics.errorTotals == [
                "conflicting_rows": 1
            ])
    }

    @Test
    func `retractions of one key agree, and dated and undated ones don't go together`() throws {
        let options = try Reading.options(retraction: true)
        let header = "indicator,region,period,source_date\n"
        #expect(try Reading.rows(header + "profit,CN,2024,2025-01-01\nprofit,CN,2024,2025-01-01\n", options).count == 2)
        #expect(
            try Reading.file(header + "profit,CN,2024,2025-01-01\nprofit,CN,2024,\n", options).diagnostics.errorTotals
                == ["mixed_dates": 1])
    }

    @Test
    func `rows that are wrong by themselves are no party to a disagreement`() throws {
        let file = try Reading.file(
            Self.header + "computing_power,CN,2024,-1,PFLOPS,,,2025-01-01\n"
                + "computing_power,CN,2024,1,PFLOPS,,,2025-01-01\n")
        #expect(file.diagnostics.errorTotals == ["out_of_bounds": 1])
    }
}
