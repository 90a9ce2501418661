internal import Formats
internal import Indicators

/// An export of the national statistics site: provinces × years of one indicator, or indicators × years of the nation.
struct StatisticsSite: FormReader {
    var hasRowPerLine: Bool { false }

    func recognises(_ head: FormHead) -> Bool { TableLayout(of: head).map(Self.isLaidOut) ?? false }

    func read<Reading: ObservationReading & ~Copyable>(
        _ input: FormInput, into reading: inout Reading, watch: (Int) -> Void
    ) throws(FormatsError) {
        guard let layout = TableLayout(of: input.head) else { return Yearbook.refuse(input, &reading) }
        var table = CrossTable(layout, input, reading)
        try table.read(input, into: &reading, watch: watch)
    }

    /// Whether a table has the site's lines above it, or its header: 地区 or 指标, and years with 年.
    static func isLaidOut(_ layout: TableLayout) -> Bool {
        guard layout.columns == .period, layout.separator == .comma else { return false }
        if layout.above.contains(where: { line in ["数据库：", "指标：", "时间："].contains { line.hasPrefix($0) } }) {
            return true
        }
        return ["地区", "指标"].contains(layout.header[0])
            && layout.header.dropFirst().allSatisfy { $0.isEmpty || $0.hasSuffix("年") }
    }
}
