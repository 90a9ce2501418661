extension KnownUnits {
    /// A unit's dimension and power of ten, then its symbol and its other spellings. The first of them in Chinese is its title.
    private typealias Row = (dimension: String, powerOfTen: Int, spellings: [String])

    /// The units that are known without a catalog.
    public static let builtIn: KnownUnits = {
        var units = KnownUnits()
        for row in table + currencies {
            let unit = UnitOfMeasure(
                symbol: row.spellings.first ?? "", dimension: row.dimension, powerOfTen: row.powerOfTen)
            units.add(unit, spelled: row.spellings)
            // Of things that are counted the number says all.
            let isBare = row.dimension == "count" && row.powerOfTen == 0
            if let title = row.spellings.first(where: \.isHan), !isBare { units.name(unit.symbol, ["zh": title]) }
        }
        return units
    }()

    private static let table: [Row] = [
        ("computing power", 9, ["GFLOPS"]),
        ("computing power", 12, ["TFLOPS", "TeraFLOPS"]),
        ("computing power", 15, ["PFLOPS", "PetaFLOPS", "P"]),
        ("computing power", 18, ["EFLOPS", "ExaFLOPS"]),
        ("computing power", 21, ["ZFLOPS", "ZettaFLOPS"]),
        ("share", -3, ["permille", "per mille", "‰"]),
        ("share", -2, ["percent", "%"]),
        ("share", 0, ["ratio"]),
        ("count", 0, ["count", "units", "unit", "个", "件", "项", "家", "台", "辆", "架", "套", "颗", "次", "篇"]),
        ("count", 3, ["1k units", "thousand units"]),
        ("count", 4, ["10k units", "万", "万个", "万件", "万项", "万家", "万台", "万辆", "万架", "万套", "万篇"]),
        ("count", 6, ["million units"]),
        ("count", 8, ["100M units", "亿", "亿个", "亿件", "亿台"]),
        ("persons", 0, ["persons", "person", "人"]),
        ("persons", 3, ["1k persons", "千人"]),
        ("persons", 4, ["10k persons", "万人"]),
        ("persons", 5, ["100k persons", "十万人"]),
        ("persons", 6, ["million persons", "百万人"]),
        ("persons", 8, ["100M persons", "亿人"]),
        ("count/persons", -6, ["per million persons", "每百万人"]),
        ("count/persons", -5, ["per 100k persons", "per 100,000 persons", "每十万人"]),
        ("count/persons", -4, ["per 10k persons", "per 10,000 persons", "每万人"]),
        ("count/persons", -3, ["per 1k persons", "per 1,000 persons", "每千人"]),
        ("working time", 0, ["person-years", "person-year", "人年"]),
        ("working time", 4, ["10k person-years", "万人年"]),
        ("money", 0, ["CNY", "yuan", "RMB", "元"]),
        ("money", 3, ["1k CNY", "千元"]),
        ("money", 4, ["10k CNY", "10k yuan", "万元"]),
        ("money", 6, ["million CNY", "million yuan", "百万元"]),
        ("money", 8, ["100M CNY", "100M yuan", "亿元"]),
        ("money", 9, ["billion CNY", "billion yuan", "十亿元"]),
        ("money", 12, ["trillion CNY", "trillion yuan", "万亿元"]),
        ("power", 0, ["W", "瓦"]),
        ("power", 3, ["kW", "千瓦"]),
        ("power", 6, ["MW", "兆瓦"]),
        ("power", 7, ["10k kW", "万千瓦"]),
        ("power", 9, ["GW", "million kW", "吉瓦"]),
        ("power", 11, ["100M kW", "亿千瓦"]),
        ("power", 12, ["TW"]),
        ("energy", 3, ["kWh", "千瓦时"]),
        ("energy", 6, ["MWh", "兆瓦时"]),
        ("energy", 7, ["10k kWh", "万千瓦时"]),
        ("energy", 9, ["GWh"]),
        ("energy", 11, ["100M kWh", "亿千瓦时"]),
        ("energy", 12, ["TWh"]),
        ("mass", -12, ["µg", "μg", "ug", "微克"]),
        ("mass", -9, ["mg", "毫克"]),
        ("mass", -6, ["g", "克"]),
        ("mass", -3, ["kg", "千克", "公斤"]),
        ("mass", 0, ["t", "tonnes", "tons", "吨"]),
        ("mass", 4, ["10k t", "万吨"]),
        ("mass", 6, ["Mt", "million t"]),
        ("mass", 8, ["100M t", "亿吨"]),
        ("coal equivalent", 0, ["tce", "吨标准煤"]),
        ("coal equivalent", 4, ["10k tce", "万吨标准煤"]),
        ("coal equivalent", 8, ["100M tce", "亿吨标准煤"]),
        ("carbon dioxide", -3, ["kg CO2"]),
        ("carbon dioxide", 0, ["t CO2", "tCO2", "吨二氧化碳"]),
        ("carbon dioxide", 4, ["10k t CO2", "万吨二氧化碳"]),
        ("carbon dioxide", 6, ["Mt CO2", "million t CO2"]),
        ("carbon dioxide", 8, ["100M t CO2", "亿吨二氧化碳"]),
        ("carbon dioxide equivalent", -3, ["kg CO2-eq", "kg CO2e"]),
        ("carbon dioxide equivalent", 0, ["t CO2-eq", "t CO2e", "tCO2e", "吨二氧化碳当量"]),
        ("carbon dioxide equivalent", 4, ["10k t CO2-eq", "10k t CO2e", "万吨二氧化碳当量"]),
        ("carbon dioxide equivalent", 6, ["Mt CO2-eq", "Mt CO2e", "million t CO2-eq"]),
        ("carbon dioxide equivalent", 8, ["100M t CO2-eq", "100M t CO2e", "亿吨二氧化碳当量"]),
        ("length", 0, ["m", "米"]),
        ("length", 3, ["km", "公里", "千米"]),
        ("length", 7, ["10k km", "万公里"]),
        ("area", 0, ["m²", "m2", "平方米"]),
        ("area", 4, ["ha", "hectares", "公顷", "10k m²", "万平方米"]),
        ("area", 6, ["km²", "km2", "平方公里"]),
        ("area", 7, ["1k ha", "千公顷"]),
        ("area", 8, ["10k ha", "万公顷"]),
        ("volume", -3, ["L", "litres", "升"]),
        ("volume", 0, ["m³", "m3", "立方米"]),
        ("volume", 4, ["10k m³", "10k m3", "万立方米"]),
        ("volume", 6, ["million m³", "million m3", "百万立方米"]),
        ("volume", 8, ["100M m³", "100M m3", "亿立方米"]),
        ("volume", 9, ["billion m³", "billion m3", "km³", "km3"]),
        ("time", 0, ["years", "year", "年", "岁"]),
        ("hours", 0, ["h", "hours", "hour", "小时"]),
        ("seconds", 0, ["s", "seconds", "second", "秒"]),
        ("data", 0, ["bit", "比特"]),
        ("data", 3, ["kbit"]),
        ("data", 6, ["Mbit"]),
        ("data", 9, ["Gbit"]),
        ("data", 12, ["Tbit"]),
        ("data/seconds", 3, ["kbit/s", "kbps"]),
        ("data/seconds", 6, ["Mbit/s", "Mbps"]),
        ("data/seconds", 9, ["Gbit/s", "Gbps"]),
        ("temperature", 0, ["°C", "℃", "摄氏度"]),
        ("sound level", 0, ["dB", "分贝"]),
    ]

    private static let currencies =
        currency("EUR", ["euro", "euros", "€"], chinese: "欧元") + currency("USD", ["US$"], chinese: "美元")
        + currency("JPY", ["yen"], chinese: "日元") + currency("GBP", ["£"], chinese: "英镑")

    /// A currency in the steps that English and Chinese count in. No rate leads from one to another: each is a dimension.
    private static func currency(_ code: String, _ names: [String], chinese: String) -> [Row] {
        [
            (code, 0, [code] + names + [chinese]),
            (code, 3, ["1k \(code)", "k \(code)", "thousand \(code)", "千\(chinese)"]),
            (code, 4, ["10k \(code)", "万\(chinese)"]),
            (code, 6, ["million \(code)", "M \(code)", "百万\(chinese)"]),
            (code, 8, ["100M \(code)", "亿\(chinese)"]),
            (code, 9, ["billion \(code)", "十亿\(chinese)"]),
            (code, 12, ["trillion \(code)", "万亿\(chinese)"]),
        ]
    }
}

extension String {
    /// Whether it is written in Chinese characters alone.
    fileprivate var isHan: Bool { unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) } }
}
