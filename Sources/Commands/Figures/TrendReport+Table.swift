internal import Formats
internal import Indicators
internal import Reports
internal import Statistics

extension TrendReport {
    /// Writes trends as JSON or as a table.
    static func write(_ trends: [TrendReport], asJSON: Bool, to console: Console) throws(CommandFailure) {
        guard !asJSON else {
            return try console.write(.array(trends.map { JSONValue($0) }))
        }
        var table = Table([
            Table.Column(name: "indicator"), Table.Column(name: "region"), Table.Column(name: "years"),
            Table.Column(name: "latest", isNumber: true), Table.Column(name: "unit"),
            Table.Column(name: "slope a year", isNumber: true), Table.Column(name: "95 % interval"),
            Table.Column(name: "p", isNumber: true), Table.Column(name: "drift p", isNumber: true),
            Table.Column(name: "state"),
        ])
        for shown in trends { table.add(shown.cells) }
        try console.write(table.bytes(for: console))
    }

    private var cells: [String] {
        let interval = trend.theilSen.lower.flatMap { lower in
            trend.theilSen.upper.map { "\(lower.shortText) to \($0.shortText)" }
        }
        let years = trend.firstYear.flatMap { first in trend.latestYear.map { "\(first)–\($0) (\(trend.n))" } }
        return [
            series.indicator.rawValue, region, years ?? "", trend.latest?.decimalText ?? "",
            unit.symbol,
            trend.theilSen.slope?.shortText ?? "", interval ?? "", trend.mannKendall.p?.shortText ?? "",
            trend.forecast?.driftP?.shortText ?? "", trend.state.rawValue,
        ]
    }
}
