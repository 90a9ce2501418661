internal import Indicators

extension ObservationField {
    /// The other names that public files give a field's column, in lower case.
    package var synonyms: [String] {
        switch self {
        case .indicator: ["指标"]
        case .region: ["ref_area", "geocode", "entity", "code", "province", "地区", "省份"]
        case .period: ["time_period", "year", "年份", "年度"]
        case .value: ["obs_value", "数值"]
        case .unit: ["unit_measure", "units", "单位"]
        case .status: ["obs_status", "状态"]
        case .bound: []
        case .source: ["来源", "数据来源", "资料来源"]
        case .sourceDate: ["来源日期"]
        case .note: ["notes", "备注", "注释"]
        }
    }

    private static let byName = Dictionary(
        allCases.flatMap { field in ([field.column] + field.synonyms).map { ($0, field) } },
        uniquingKeysWith: { first, _ in first })

    /// The field of a column's name, in any letter case and with spaces around it; nil where it is none.
    init?(columnNamed name: String) {
        guard let field = Self.byName[name.trimmed.lowercased()] else { return nil }
        self = field
    }
}

extension String {
    /// The text without the white space around it.
    var trimmed: String {
        let head = drop(while: \.isWhitespace)
        return String(
            head.prefix(
                (head.lastIndex { !$0.isWhitespace }).map { head.distance(from: head.startIndex, to: $0) + 1 } ?? 0))
    }
}
