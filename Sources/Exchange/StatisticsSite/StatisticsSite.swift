internal import Formats
internal import Indicators

/// An export of the national statistics site: provinces × years of one indicator, or indicators × years of the nation.
struct StatisticsSite: TableForm {
    var precedence: FormPrecedence { .marked }

    /// A table with the site's lines above it, or its header: 地区 or 指标, and years with 年.
    func recognises(_ head: FormHead) -> Bool {
        guard let layout = TableLayout(of: head), layout.columns == .period, layout.separator == .comma else {
            return false
        }
        if layout.above.contains(where: { line in ["数据库：", "指标：", "时间："].contains { line.hasPrefix($0) } }) {
            return true
        }
        return ["地区", "指标"].contains(layout.header[0])
            && layout.header.dropFirst().allSatisfy { $0.isEmpty || $0.hasSuffix("年") }
    }
}
