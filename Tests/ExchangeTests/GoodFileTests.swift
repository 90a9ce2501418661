import Formats
import Indicators
import Testing

@testable import Exchange

@Suite
struct GoodFileTests {
    @Test
    func `a row is what its columns say`() throws {
        let rows = try Reading.rows(
            """
            indicator,region,period,value,unit,status,bound,source,source_date,note
            computing_power,CN-NM,2025,220000,PFLOPS,E,gt,CGTN,2026-03-01,over
            """)
        #expect(rows == ["2 computing_power CN-NM 2025 220000.0 E gt 2026-03-01 CGTN (over)"])
    }

    @Test
    func `what is not said has its default: normal, equal, the file's name, no date, no note`() throws {
        #expect(
            try Reading.rows("indicator,region,period,value,unit\ncomputing_power,CN,2025,1,PFLOPS\n") == [
                "2 computing_power CN 2025 1.0 A eq undated figures.csv"
            ])
        #expect(
            try Reading.rows(
                "indicator,region,period,value,unit,status,bound,source,source_date,note\ncomputing_power,CN,2025,1,PFLOPS,,,,,\n"
            )
                == ["2 computing_power CN 2025 1.0 A eq undated figures.csv"])
    }

    @Test
    func `columns stand in any order`() throws {
        #expect(
            try Reading.rows(
                "note,unit,bound,value,period,region,indicator\nseen,PFLOPS,le,5,2024,CN,computing_power\n") == [
                    "2 computing_power CN 2024 5.0 A le undated figures.csv (seen)"
                ])
    }

    @Test(arguments: [
        "CN-NM", "cn-nm", "150000", "Inner Mongolia", "INNER MONGOLIA", "内蒙古", "Nei Mongol", "nei mongol",
    ])
    func `a region is named by id, GB code, names and aliases, in any case`(name: String) throws {
        let rows = try Reading.rows("indicator,region,period,value,unit\ncomputing_power,\(name),2025,1,PFLOPS\n")
        #expect(rows == ["2 computing_power CN-NM 2025 1.0 A eq undated figures.csv"])
    }

    @Test(arguments: [
        "\u{FEFF}indicator,region,period,value,unit\ncomputing_power,CN,2025,1,PFLOPS\n",
        "indicator,region,period,value,unit\r\ncomputing_power,CN,2025,1,PFLOPS\r\n",
        "indicator,region,period,value,unit\rcomputing_power,CN,2025,1,PFLOPS\r",
        "indicator,region,period,value,unit\ncomputing_power,CN,2025,1,PFLOPS",
        "\"indicator\",\"region\",\"period\",\"value\",\"unit\"\n\"computing_power\",\"CN\",\"2025\",\"1\",\"PFLOPS\"\n",
        "indicator,region,period,value,unit\ncomputing_power,CN,2025,1,PFLOPS\n\n\n",
    ])
    func `byte order mark, line ends, quotes and blank lines are no content`(text: String) throws {
        #expect(try Reading.rows(text) == ["2 computing_power CN 2025 1.0 A eq undated figures.csv"])
    }

    @Test
    func `lines are the file's: a field in quotes may span several`() throws {
        let rows = try Reading.rows(
            #"""
            indicator,region,period,value,unit,note
            computing_power,CN,2024,1,PFLOPS,"one

            three, ""said"""

            computing_power,CN,2025,2,PFLOPS,plain
            """#)
        #expect(
            rows == [
                "2 computing_power CN 2024 1.0 A eq undated figures.csv (one\n\nthree, \"said\")",
                "6 computing_power CN 2025 2.0 A eq undated figures.csv (plain)",
            ])
    }

    @Test(
        arguments: [
            ("98000", 98_000), ("-0", 0), ("+5", 5), ("1.5e3", 1500), ("1E-2", 0.01), ("007", 7), ("0.1", 0.1),
            ("100000000000000000000000", 1e23), ("9007199254740993", 9_007_199_254_740_992), ("1e-400", 0),
        ] as [(String, Double)])
    func `a value is a decimal number, of any length`(text: String, value: Double) throws {
        let file = try Reading.file("indicator,region,period,value,unit\nprofit,CN,2025,\(text),10k CNY\n")
        #expect(file.diagnostics.lines == [])
        #expect(file.statements.rows.map(\.value) == [value])
        #expect(file.statements.rows.map(\.value.sign) == [.plus])
    }

    @Test(arguments: [
        ("basic_research", "3244923.3", "万元", "324.49233", "亿元"),
        ("computing_power", "0.237", "ZFLOPS", "237000", "PFLOPS"),
        ("computing_power", "120928.685", "TFLOPS", "0.120928685", "EFLOPS"),
        ("urban_share", "0.5379", "ratio", "53.79", "%"),
        ("urban_share", "537.9", "‰", "53.79", "percent"), ("profit", "0.00000001", "trillion CNY", "1", "万元"),
        ("basic_research", "1.1e-3", "万亿元", "11", "100m cny"),
    ])
    func `a conversion shifts the point of the text, so that the same number in two units is one double`(
        indicator: String, first: String, firstUnit: String, second: String, secondUnit: String
    ) throws {
        let file = try Reading.file(
            "indicator,region,period,value,unit\n\(indicator),CN,2024,\(first),\(firstUnit)\n"
                + "\(indicator),中国,2024,\(second),\(secondUnit)\n")
        #expect(file.diagnostics.lines == [])
        #expect(file.statements.rows.count == 2)
        #expect(Set(file.statements.rows.map(\.value)).count == 1)
    }

    @Test(arguments: [
        ("3244923.3", 324.49233), ("1475591.6", 147.55916),
    ])
    func `a converted value is the double nearest to it, not a product of doubles`(text: String, value: Double) throws {
        let file = try Reading.file("indicator,region,period,value,unit\nbasic_research,CN,2010,\(text),万元\n")
        #expect(file.statements.rows.map(\.value) == [value])
    }

    @Test
    func `an indicator's own unit is read by its symbol`() throws {
        #expect(
            try Reading.rows("indicator,region,period,value,unit\nlaunch_score,CN,2025,7,points\n") == [
                "2 launch_score CN 2025 7.0 A eq undated figures.csv"
            ])
    }

    @Test(arguments: ["O", "M", "L", "H", "Q", "K", "B", "J", "S"])
    func `an empty value is taken with a status that allows it`(status: String) throws {
        #expect(
            try Reading.rows("indicator,region,period,value,unit,status\ncomputing_power,CN,2025,,PFLOPS,\(status)\n")
                == [
                    "2 computing_power CN 2025 none \(status) eq undated figures.csv"
                ])
    }

    @Test(arguments: Array("ABDEFGIJNPSUVW"))
    func `a value is taken with a status that wants or allows one`(status: Character) throws {
        #expect(
            try Reading.rows("indicator,region,period,value,unit,status\ncomputing_power,CN,2025,3,PFLOPS,\(status)\n")
                == [
                    "2 computing_power CN 2025 3.0 \(status) eq undated figures.csv"
                ])
    }

    @Test(arguments: ObservationBound.allCases)
    func `every bound is taken`(bound: ObservationBound) throws {
        #expect(
            try Reading.rows(
                "indicator,region,period,value,unit,bound\ncomputing_power,CN,2025,3,PFLOPS,\(bound.rawValue)\n") == [
                    "2 computing_power CN 2025 3.0 A \(bound.rawValue) undated figures.csv"
                ])
    }

    @Test
    func `a period to come is a forecast, the year that runs may be anything`() throws {
        #expect(
            try Reading.rows(
                """
                indicator,region,period,value,unit,status
                computing_power,CN,2027,3,PFLOPS,F
                computing_power,CN,2026,2,PFLOPS,P
                """) == [
                    "3 computing_power CN 2026 2.0 P eq undated figures.csv",
                    "2 computing_power CN 2027 3.0 F eq undated figures.csv",
                ])
    }

    @Test
    func `--published dates the rows that have no date`() throws {
        let rows = try Reading.rows(
            """
            indicator,region,period,value,unit,source_date
            computing_power,CN,2024,3,PFLOPS,
            computing_power,CN,2025,4,PFLOPS,2026-02-01
            """, Reading.options(published: "2025-12-31"))
        #expect(
            rows == [
                "2 computing_power CN 2024 3.0 A eq 2025-12-31 figures.csv",
                "3 computing_power CN 2025 4.0 A eq 2026-02-01 figures.csv",
            ])
        #expect(
            try Reading.rows(
                "indicator,region,period,value,unit\ncomputing_power,CN,2024,3,PFLOPS\n",
                Reading.options(published: "2025-12-31"))
                == ["2 computing_power CN 2024 3.0 A eq 2025-12-31 figures.csv"])
    }

    @Test
    func `rows come by indicator, region, year and line, whatever the file's order`() throws {
        let file = try Reading.file(
            """
            indicator,region,period,value,unit,source_date
            urban_share,GBA,2020,5,percent,2021-01-01
            computing_power,CN-NM,2021,4,PFLOPS,2022-01-01
            computing_power,CN-NM,2020,3,PFLOPS,2022-01-01
            computing_power,CN,2025,2,PFLOPS,2026-01-01
            computing_power,CN-NM,2020,1,PFLOPS,2021-01-01
            """)
        #expect(file.isInOrder)
        #expect(file.statements.rows.map(\.location.line) == [5, 4, 6, 3, 2])
        #expect(file.statements.series.map(\.region) == ["CN", "CN-NM", "GBA"])
    }

    @Test
    func `texts are kept once`() throws {
        let file = try Reading.file(
            """
            indicator,region,period,value,unit,source,note
            computing_power,CN,2023,1,PFLOPS,a yearbook,same
            computing_power,CN,2024,2,PFLOPS,a yearbook,same
            computing_power,CN,2025,3,PFLOPS,,a yearbook
            """)
        #expect(file.statements.texts == ["figures.csv", "a yearbook", "same"])
    }

    @Test
    func `a retraction is about keys and dates: value, unit, status and bound are not read`() throws {
        let options = try Reading.options(retraction: true)
        #expect(
            try Reading.rows(
                """
                region,indicator,period,value,unit,status,bound,source_date,note
                CN,computing_power,2024,rubbish,bushels,?,over,2025-01-01,wrong
                CN,computing_power,2099,,,,,2025-01-01,
                """, options) == [
                    "2 computing_power CN 2024 retracted 2025-01-01 figures.csv (wrong)",
                    "3 computing_power CN 2099 retracted 2025-01-01 figures.csv",
                ])
        #expect(
            try Reading.rows("indicator,region,period\ncomputing_power,CN,2024\n", options) == [
                "2 computing_power CN 2024 retracted undated figures.csv"
            ])
    }

    @Test
    func `GB18030 is read when it is said`() throws {
        // 内蒙古 and 万元.
        let bytes =
            Array("indicator,region,period,value,unit\nbasic_research,".utf8) + [0xC4, 0xDA, 0xC3, 0xC9, 0xB9, 0xC5]
            + Array(",2024,15000,".utf8) + [0xCD, 0xF2, 0xD4, 0xAA] + Array("\n".utf8)
        let file = try Reading.file(bytes, Reading.options(encoding: .gb18030))
        #expect(file.diagnostics.lines == [])
        #expect(file.rowLines == ["2 basic_research CN-NM 2024 1.5 A eq undated figures.csv"])
        #expect(file.sha256.count == 32)
    }

    @Test(arguments: [1, 7, 64, Int.max])
    func `the SHA-256 is that of the file's bytes, whatever the blocks`(blockSize: Int) throws {
        // The digest of sha256sum.
        let text = "indicator,region,period,value,unit\ncomputing_power,CN,2025,1,PFLOPS\n"
        let file = try Reading.file(Array(text.utf8), Reading.options(), blockSize: blockSize)
        let digits = file.sha256.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(digits == "41312a2954e421404971a3b5d031de24053dc53e4ddb37936a254efeefa07e92")
    }
}
