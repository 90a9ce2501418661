internal import Indicators

/// The words by which tables of statistics are understood.
enum TableWords {
    private static let regions: Set<String> = [
        "地区", "地区名称", "省份", "省份名称", "省市", "省市区", "省", "省(区、市)", "省级行政区", "区域", "国家", "国家或地区", "region",
        "regions", "region name", "province", "provinces", "province name", "prov", "area", "country", "country name",
        "country or area",
    ]
    private static let indicators: Set<String> = ["指标", "指标名称", "项目", "indicator", "indicators", "item"]
    private static let years: Set<String> = [
        "年份", "年", "年度", "统计年度", "统计年份", "时间", "year", "years", "period", "time",
    ]
    /// Columns of codes, which stand beside the regions' names or for them.
    private static let codes: Set<String> = [
        "行政区划代码", "行政区划", "行政代码", "区划代码", "省份代码", "省级代码", "省代码", "地区代码", "代码", "code", "adcode", "gb code", "gb_code",
        "iso", "iso code", "iso_code", "iso3", "province code", "province_code", "region code", "region_code",
        "prov_code", "admin code", "admin_code", "country code", "country_code", "countrycode",
    ]
    /// Columns that number rows.
    private static let numberings: Set<String> = ["序号", "编号", "id", "index", "no", "no.", "unnamed: 0"]
    private static let units: Set<String> = ["单位", "计量单位", "unit", "units"]
    /// What a row of units says of columns that have none.
    private static let unitless: Set<String> = ["没有单位", "无单位", "无"]

    /// No word has more bytes, not even in two languages and among spaces.
    static let longest = 100

    /// What the first cell of a header says of the cells below it; nil where that is no word that is known.
    static func field(ofCorner text: String) -> ObservationField? {
        let words = NameText.parts(text).map { [$0.han, $0.latin] } ?? [NameText.folded(text)]
        let found = Set(words.compactMap(field(of:)))
        return found.count == 1 ? found.first : nil
    }

    private static func field(of word: String) -> ObservationField? {
        if regions.contains(word) { return .region }
        if indicators.contains(word) { return .indicator }
        return years.contains(word) ? .period : nil
    }

    /// Whether a head is that of codes of regions.
    static func isCode(_ text: String) -> Bool { codes.contains(NameText.folded(text)) }

    /// Whether a head is that of row numbers.
    static func isNumbering(_ text: String) -> Bool { numberings.contains(NameText.folded(text)) }

    /// Whether a label is that of a row of units.
    static func isUnit(_ text: String) -> Bool { units.contains(NameText.folded(text)) }

    /// Whether a cell of a row of units says that there is none.
    static func isUnitless(_ text: String) -> Bool {
        unitless.contains(NameText.folded(text)) || CellText.noneMarks.contains(text.trimmed)
    }

    /// A text out of the brackets around it.
    static func bare(_ text: String) -> String {
        let text = text.trimmed
        guard let first = text.first, let last = text.last, text.count > 2, "(（".contains(first), ")）".contains(last)
        else {
            return text
        }
        return String(text.dropFirst().dropLast()).trimmed
    }

    /// The year of a cell, within the centuries of statistics, so that a figure is not taken for one.
    static func year(_ text: String) -> Period? {
        let bytes = Array(CellText.label(text) { _ in }.utf8)
        guard let period = Period(bytes.span) ?? Period(dressed: bytes.span), (1800...2199).contains(period.year) else {
            return nil
        }
        return period
    }

    /// What stands behind a word and a colon, as `单位：亿元` or `(Unit: km)`; nil where no such word does.
    static func value(of words: [String], in text: String) -> String? {
        for word in words {
            guard let range = text.range(ofWord: word) else { continue }
            let rest = String(text[range.upperBound...]).trimmed
            guard let colon = rest.first, ":：".contains(colon) else { continue }
            return String(rest.dropFirst()).trimmed
        }
        return nil
    }

    static let indicatorWords = ["指标", "Indicator"]
    static let unitWords = ["计量单位", "单位", "Unit"]
    static let sourceWords = ["数据来源", "资料来源", "来源", "Data source", "Source", "Sources"]
    static let noteWords = ["注", "注释", "备注", "说明", "Note", "Notes"]
    private static let footerWords = (noteWords + sourceWords).map { $0.lowercased() }
    /// Words before what says nothing of a figure.
    static let idleWords = ["数据库", "时间", "Database"]

    /// Whether a text begins what stands under a table.
    static func isFooter(_ text: String) -> Bool {
        // As the label of nearly every row.
        guard text.unicodeScalars.contains(where: { $0 == ":" || $0 == "：" }) else { return false }
        let folded = NameText.folded(text)
        return footerWords.contains { word in
            guard folded.hasPrefix(word) else { return false }
            let rest = folded.dropFirst(word.count).drop { $0.isWhitespace || $0.isNumber }
            return rest.first.map { ":：".contains($0) } ?? false
        }
    }

    /// Areas that statistics publish beside provinces, and sums.
    private static let areas: Set<String> = [
        "东部", "东部地区", "中部", "中部地区", "西部", "西部地区", "东北", "东北地区", "华北", "华东", "华中", "华南", "西南", "西北", "华北地区", "华东地区",
        "中南地区", "西南地区", "西北地区", "沿海地区", "内陆地区", "东部10省市", "中部6省", "西部12省市", "东北3省", "长江经济带", "黄河流域", "其他", "其它",
        "不分地区", "合计", "总计", "小计", "地区合计", "total", "subtotal", "sub-total", "sum", "others", "other", "eastern",
        "central",
        "western", "northeastern", "eastern region", "central region", "western region", "northeastern region",
        "not classified by region",
    ]

    /// Whether a label names what statistics publish beside the regions of a catalog.
    static func isPublishedArea(_ label: String) -> Bool {
        let folded = NameText.folded(label)
        if folded.hasPrefix("其中") || folded.hasPrefix("of which") { return true }
        let parts = NameText.parts(label).map { [$0.han, $0.latin] } ?? []
        return areas.contains(folded) || parts.contains { areas.contains($0) }
    }
}

extension String {
    /// Where a word stands that no letter of the same script comes before.
    fileprivate func range(ofWord word: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            let rest = self[start...]
            if rest.count >= word.count, rest.prefix(word.count).lowercased() == word.lowercased() {
                return start..<index(start, offsetBy: word.count)
            }
            start = index(after: start)
        }
        return nil
    }
}
