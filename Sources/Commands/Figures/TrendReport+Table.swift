internal import Formats
internal import Indicators
internal import Reports
internal import Statistics

extension TrendReport {
    /// Trends as a table.
    ///
    /// - Parameter courses: the observations of each of them, by year.
    static func table(of trends: [TrendReport], courses: [[Observation]], _ wording: Wording) -> Table {
        var table = Table([
            Table.Column(name: "indicator"), Table.Column(name: "region"), Table.Column(name: "years"),
            Table.Column(name: "course", look: .drawing), Table.Column(name: "latest", isNumber: true),
            Table.Column(name: "unit"),
            Table.Column(name: "slope a year", isNumber: true), Table.Column(name: "95 % interval"),
            Table.Column(name: "p", isNumber: true), Table.Column(name: "drift p", isNumber: true),
            Table.Column(name: "state", look: .state),
        ])
        for (shown, course) in zip(trends, courses) { table.add(shown.cells(course, wording)) }
        return table
    }

    private func cells(_ course: [Observation], _ wording: Wording) -> [String] {
        let interval = trend.theilSen.lower.flatMap { lower in
            trend.theilSen.upper.map { "\(lower.shortText) to \($0.shortText)" }
        }
        let years = trend.firstYear.flatMap { first in trend.latestYear.map { "\(first)–\($0) (\(trend.n))" } }
        return [
            series.indicator.rawValue, wording.text(region), years ?? "", Sparkline(course).text,
            trend.latest?.decimalText ?? "",
            wording.unit(unit),
            trend.theilSen.slope?.shortText ?? "", interval ?? "", trend.mannKendall.p?.shortText ?? "",
            trend.forecast?.driftP?.shortText ?? "", trend.state.rawValue,
        ]
    }
}
