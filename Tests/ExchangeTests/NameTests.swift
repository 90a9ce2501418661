import Formats
import Indicators
import Testing

@testable import Exchange

/// Indicators and regions by the names that people give them.
@Suite
struct NameTests {
    static let catalog = Catalog(
        regions: [
            region("CN", "100000", "China", "中国", .nation, ["全国"]),
            region("CN-BJ", "110000", "Beijing", "北京", .municipality),
            region("CN-SX", "140000", "Shanxi", "山西", .province),
            region("CN-NM", "150000", "Inner Mongolia", "内蒙古", .autonomousRegion, ["Nei Mongol"]),
            region("CN-JL", "220000", "Jilin", "吉林", .province),
            region("CN-HL", "230000", "Heilongjiang", "黑龙江", .province),
            region("CN-GX", "450000", "Guangxi", "广西", .autonomousRegion, ["Guangxi Zhuang"]),
            region("CN-SN", "610000", "Shaanxi", "陕西", .province),
            region("YRD", nil, "Yangtze River Delta", "长江三角洲", .cluster, ["长三角"]),
        ],
        indicators: [
            indicator("computing_power", "Computing power", "算力规模", "PFLOPS"),
            indicator("gdp", "Gross regional product", "地区生产总值", "100M CNY"),
            indicator("birth_rate", "Birth rate", "人口出生率", "permille"),
            indicator("population", "Resident population", "常住人口", "10k persons"),
            indicator("deaths", "Rate", "死亡率", "permille"), indicator("births", "Rate", "出生率", "permille"),
        ])

    private static func region(
        _ id: Identifier<Region>, _ code: String?, _ english: String, _ chinese: String, _ kind: Region.Kind,
        _ aliases: [String] = []
    ) -> Region {
        Region(
            id: id, gbCode: code, name: ["en": english, "zh": chinese], kind: kind, aliases: aliases)
    }

    private static func indicator(
        _ id: Identifier<Indicator>, _ english: String, _ chinese: String, _ unit: String
    ) -> Indicator {
        Indicator(
            id: id, title: ["en": english, "zh": chinese],
            unit: UnitOfMeasure(known: unit) ?? UnitOfMeasure(standingAlone: unit), direction: .more, measure: .level)
    }

    private static func read(_ rows: String...) throws -> ObservationFile {
        let text = "indicator,region,period,value,unit\n" + rows.joined(separator: "\n")
        return try Reading.file(Array(text.utf8), Reading.options(), catalog: catalog)
    }

    @Test(arguments: [
        ("Inner Mongolia Autonomous Region", "CN-NM"), ("INNER  MONGOLIA", "CN-NM"), ("内 蒙 古", "CN-NM"),
        ("内蒙古自治区", "CN-NM"), ("Guangxi Zhuang Autonomous Region", "CN-GX"), ("Hei long-jiang", "CN-HL"),
        ("黑龙江 ", "CN-HL"), ("黑龙江省", "CN-HL"), ("北　京", "CN-BJ"), ("北京市", "CN-BJ"), ("Beijing Municipality", "CN-BJ"),
        ("Beijing City", "CN-BJ"), ("北　京 Beijing", "CN-BJ"), ("Beijing 北京市", "CN-BJ"), ("Jilin Province", "CN-JL"),
        ("全国 National Total", "CN"), ("长三角", "YRD"), ("Nei-Mongol", "CN-NM"),
    ])
    func `a region is known by what people call it`(name: String, id: String) throws {
        let file = try Self.read("gdp,\(name),2024,1,亿元")
        #expect(file.diagnostics.lines == [])
        #expect(file.rowLines == ["2 gdp \(id) 2024 1.0 A eq undated figures.csv"])
    }

    @Test(arguments: [
        ("Lits d'hôpital", "Île-de-France"), ("LITS D'HÔPITAL", "ile de france"),
        ("Krankenhausbetten", "Pariser Becken"),
        ("Krankenhausbetten (lits)", "ÎLE DE FRANCE"), ("beds", "FR-IDF"),
    ])
    func `names are known in every language of the catalog`(title: String, name: String) throws {
        let beds = UnitOfMeasure(standingAlone: "beds")
        var units = KnownUnits.builtIn
        units.add(beds, spelled: ["beds", "lits", "Betten"])
        let catalog = Catalog(
            regions: [
                Region(
                    id: "FR-IDF", gbCode: nil, name: ["fr": "Île-de-France", "de": "Pariser Becken"], kind: .province,
                    aliases: ["Ile de France"])
            ],
            indicators: [
                Indicator(
                    id: "beds", title: ["fr": "Lits d'hôpital", "de": "Krankenhausbetten"], unit: beds,
                    direction: .more, measure: .level)
            ], units: units)
        let text = "indicator,region,period,value,unit\n\(title),\(name),2024,5,Betten\n"
        let file = try Reading.file(Array(text.utf8), Reading.options(), catalog: catalog)
        #expect(file.diagnostics.lines == [])
        #expect(file.rowLines == ["2 beds FR-IDF 2024 5.0 A eq undated figures.csv"])
    }

    @Test
    func `a name with 省 behind it is read by its stem whatever the division is, and that is said once`() throws {
        let file = try Self.read("gdp,广西省,2023,1,亿元", "gdp,Guangxi Province,2022,1,亿元", "gdp,广西省,2024,1,亿元")
        #expect(
            file.diagnostics.lines == [
                "figures.csv:2:5: warning: \"广西省\" is read as 广西 (CN-GX)",
                "figures.csv:3:5: warning: \"Guangxi Province\" is read as 广西 (CN-GX)",
            ])
        #expect(file.statements.rows.count == 3)
    }

    @Test(
        arguments: [
            ("吉林市", "unknown_region", "that is a part of Jilin (CN-JL), which is not the whole of it"),
            ("Shanxi City", "unknown_region", "that is a part of Shanxi (CN-SX), which is not the whole of it"),
            ("Shannxi", "unknown_region", "did you mean \"Shanxi\" (CN-SX) or \"Shaanxi\" (CN-SN)?"),
            ("北京 Shanxi", "ambiguous_name", "say which: \"Beijing\" (CN-BJ) or \"Shanxi\" (CN-SX)"),
            ("东部 Beijing", "unknown_region", nil), ("长三角省", "unknown_region", nil),
        ] as [(String, String, String?)])
    func `what may be another region is refused, with what may be meant`(
        name: String, code: String, expected: String?
    ) throws {
        let errors = try Self.read("gdp,\(name),2024,1,亿元").diagnostics.errors
        #expect(errors.map(\.code.rawValue) == [code])
        #expect(expected == nil || errors.first?.expected == expected)
    }

    @Test(arguments: [
        ("算力规模", "PFLOPS", "computing_power"), ("Computing power", "PFLOPS", "computing_power"),
        ("COMPUTING_POWER", "PFLOPS", "computing_power"), ("computing  power ", "PFLOPS", "computing_power"),
        ("地区生产总值(亿元)", "", "gdp"), ("地区生产总值（亿元）", "100M CNY", "gdp"), ("gdp (万亿元)", "", "gdp"),
        ("国内生产总值(亿元)", "", "gdp"), ("Gross domestic product", "亿元", "gdp"),
    ])
    func `an indicator is known by id or title, with its unit in brackets or beside it`(
        name: String, unit: String, id: String
    ) throws {
        let file = try Self.read("\(name),CN,2024,1,\(unit)")
        #expect(file.diagnostics.lines == [])
        let value = name.contains("万亿元") ? "10000.0" : "1.0"
        #expect(file.rowLines == ["2 \(id) CN 2024 \(value) A eq undated figures.csv"])
    }

    @Test(
        arguments: [
            ("Rate", "permille", "ambiguous_name", "say which: deaths or births"),
            ("Rate (‰)", "‰", "ambiguous_name", "say which: deaths or births"),
            ("地区生产总值(亿元)", "万元", "wrong_unit", "leave the wrong one out"),
            ("地区生产总值(可比价)", "亿元", "unknown_indicator", nil), ("地区生产总值", "", "missing_unit", nil),
        ] as [(String, String, String, String?)])
    func `a title of two indicators, and a unit said in two ways, are errors`(
        name: String, unit: String, code: String, expected: String?
    ) throws {
        let errors = try Self.read("\(name),CN,2024,1,\(unit)").diagnostics.errors
        #expect(errors.map(\.code.rawValue) == [code])
        #expect(expected == nil || errors.first?.expected == expected)
    }

    @Test(
        arguments: [
            ("人口数(人口抽样调查)(万人)", "人口数(人口抽样调查)", "万人"), ("GDP (100M CNY)", "GDP", "100M CNY"),
            ("a（b(c)）", "a", "b(c)"), ("a (b) c", nil, nil), ("(万人)", nil, nil), ("a ()", nil, nil), ("a b)", nil, nil),
        ] as [(String, String?, String?)])
    func `a title's unit stands in its last brackets`(text: String, name: String?, unit: String?) {
        let title = NameText.title(text)
        #expect(title?.name == name && title?.unit == unit)
    }
}
