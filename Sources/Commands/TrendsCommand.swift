internal import ArgumentParser
internal import Evaluation
internal import Formats
internal import Indicators
internal import Reports
internal import Statistics

/// `mosaic trends`: where series are going.
struct TrendsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trends", abstract: "Show trends: Theil–Sen slope with its 95 % interval, exact Mann–Kendall test."
    )

    @Argument(help: "Only this indicator.")
    var indicator: String?

    @Argument(help: "Only this region, by any of its names.")
    var region: String?

    @Option(help: ArgumentHelp("How many observations a trend looks at.", valueName: "n"))
    var window = Evaluator.defaultWindow

    @OptionGroup var view: ViewOptions
    @OptionGroup var year: YearOption
    @OptionGroup var record: RecordOptions

    func validate() throws {
        guard window >= 1 else { throw ValidationError("--window \(window): expected 1 or more observations") }
    }

    mutating func run() throws {
        let session = try Session(record)
        let selection = try session.selection(indicator: indicator, region: region)
        let snapshot = try session.evaluate(view, asOfYear: year.asOfYear, selection: selection, window: window)
        guard !view.json else {
            return try session.console.write(.array(snapshot.series.map { JSONValue(trendOf: $0) }))
        }
        var table = Table([
            Table.Column(name: "indicator"), Table.Column(name: "region"), Table.Column(name: "years"),
            Table.Column(name: "latest", isNumber: true), Table.Column(name: "unit"),
            Table.Column(name: "slope a year", isNumber: true), Table.Column(name: "95 % interval"),
            Table.Column(name: "p", isNumber: true), Table.Column(name: "drift p", isNumber: true),
            Table.Column(name: "state"),
        ])
        for series in snapshot.series {
            let trend = series.trend
            let interval = trend.theilSen.lower.flatMap { lower in
                trend.theilSen.upper.map { "\(lower.shortText) to \($0.shortText)" }
            }
            let years = trend.firstYear.flatMap { first in trend.latestYear.map { "\(first)–\($0) (\(trend.n))" } }
            table.add([
                series.indicator.id.rawValue, series.region.id.rawValue, years ?? "", trend.latest?.plainText ?? "",
                series.indicator.unit.symbol, trend.theilSen.slope?.shortText ?? "", interval ?? "",
                trend.mannKendall.p?.shortText ?? "", trend.forecast?.driftP?.shortText ?? "", trend.state.rawValue,
            ])
        }
        try session.console.write(table.bytes(for: session.console))
    }
}
