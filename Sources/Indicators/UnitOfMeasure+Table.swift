extension UnitOfMeasure {
    /// One row a unit: dimension, power of ten, then the symbol and its other spellings.
    private static let table: [(dimension: String, powerOfTen: Int, spellings: [String])] = [
        ("computing power", 9, ["GFLOPS"]),
        ("computing power", 12, ["TFLOPS", "TeraFLOPS"]),
        ("computing power", 15, ["PFLOPS", "PetaFLOPS", "P"]),
        ("computing power", 18, ["EFLOPS", "ExaFLOPS"]),
        ("computing power", 21, ["ZFLOPS", "ZettaFLOPS"]),
        ("share", -3, ["permille", "‰"]),
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
        ("persons", 6, ["million persons"]),
        ("persons", 8, ["100M persons", "亿人"]),
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
        ("mass", -3, ["kg", "千克", "公斤"]),
        ("mass", 0, ["t", "tonnes", "吨"]),
        ("mass", 4, ["10k t", "万吨"]),
        ("mass", 6, ["Mt", "million t"]),
        ("mass", 8, ["100M t", "亿吨"]),
        ("coal equivalent", 0, ["tce", "吨标准煤"]),
        ("coal equivalent", 4, ["10k tce", "万吨标准煤"]),
        ("coal equivalent", 8, ["100M tce", "亿吨标准煤"]),
        ("length", 0, ["m", "米"]),
        ("length", 3, ["km", "公里", "千米"]),
        ("length", 7, ["10k km", "万公里"]),
        ("area", 0, ["m²", "m2", "平方米"]),
        ("area", 4, ["ha", "hectares", "公顷", "10k m²", "万平方米"]),
        ("area", 6, ["km²", "km2", "平方公里"]),
        ("area", 7, ["1k ha", "千公顷"]),
        ("area", 8, ["10k ha", "万公顷"]),
        ("time", 0, ["years", "year", "年", "岁"]),
    ]

    static let spellings: [(text: String, unit: UnitOfMeasure)] = table.flatMap { row in
        let unit = UnitOfMeasure(
            symbol: row.spellings.first ?? "", dimension: row.dimension, powerOfTen: row.powerOfTen)
        return row.spellings.map { ($0, unit) }
    }

    static let bySpelling = Dictionary(spellings.map { ($0.text, $0.unit) }, uniquingKeysWith: { first, _ in first })

    /// Spellings in lower case, without those that would then mean two units, as `MW` and `mW` would.
    static let byFoldedSpelling: [String: UnitOfMeasure] = Dictionary(
        grouping: spellings.filter { $0.text.count > 1 }, by: { $0.text.lowercased() }
    ).compactMapValues { rows in Set(rows.map(\.unit)).count == 1 ? rows.first?.unit : nil }
}
