internal import ArgumentParser
internal import Evaluation
internal import Exchange
internal import Formats
internal import Foundation
internal import Indicators
internal import Reports
internal import Statistics

/// `mosaic trends`: where series are going.
struct TrendsCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "trends",
        abstract: "Show trends: Theil-Sen slope with its 95 % interval, exact Mann-Kendall test.",
        discussion: """
            With --from the series are a file's, in any form that `mosaic backfill` reads: no settings, catalog or record is needed, \
            any text is a name and any word a unit, one an indicator.
            """)

    @Argument(help: "Only this indicator.", completion: NameCompletion.indicators)
    var indicator: String?

    @Argument(
        help: "Only this region, by any of its names; with / behind it all its parts too.",
        completion: NameCompletion.regions)
    var region: String?

    @OptionGroup var level: LevelOption

    @Option(help: ArgumentHelp("How many observations a trend looks at.", valueName: "n"))
    var window = Evaluator.defaultWindow

    @OptionGroup var rows: CSVOption
    @OptionGroup var source: SourceOptions

    func validate() throws {
        try rows.requireAlone(beside: source.view.form)
        guard window >= 1 else { throw ValidationError("--window \(window): expected 1 or more observations") }
        guard source.from != nil else { return }
        guard indicator == nil else {
            throw ValidationError("--from shows every series of its file; leave out \(indicator ?? "")")
        }
        try level.requireNone(beside: "--from")
    }

    mutating func run(in world: World) throws {
        if let from = source.from { return try showTrends(of: from, in: world) }
        let session = try Session(source.record, in: world)
        let selection = try session.selection(indicator: indicator, region: region, level: level)
        let snapshot = try session.evaluate(
            session.openRecord(), source.view, asOfYear: source.year.asOfYear, selection: selection, window: window)
        let asOfYear = snapshot.moment.asOfYear
        try write(
            snapshot.series.map { TrendReport($0) },
            courses: snapshot.series.map { $0.series.through(year: asOfYear).observations }, to: session.console,
            session.wording(source.view))
    }

    /// Shows the trends of a file's series, in the order of their first rows; later years are left out only if that is asked.
    private func showTrends(of file: String, in world: World) throws(CommandFailure) {
        let read = try FileSeries.read(file, source.reading, in: world)
        var distributions = MannKendallDistributions()
        let lastYear = source.year.asOfYear?.year ?? .max
        var trends: [TrendReport] = []
        var courses: [[Observation]] = []
        for series in read.series {
            guard let unit = read.units[series.key.indicator] else { continue }
            let observations = series.through(year: lastYear).observations
            courses.append(observations)
            trends.append(
                TrendReport(
                    series: series.key, unit: unit,
                    trend: Trend(of: observations, window: window, distributions: &distributions)))
        }
        try write(trends, courses: courses, to: world.console, source.view.wording(in: world))
    }

    private func write(
        _ trends: [TrendReport], courses: [[Observation]], to console: Console, _ wording: Wording
    ) throws(CommandFailure) {
        let values = { trends.map { JSONValue($0) } }
        guard !source.view.json else { return try console.write(.array(values())) }
        guard !rows.csv else { return try console.write(rows: values(), of: .trend) }
        try console.write(TrendReport.table(of: trends, courses: courses, wording).bytes(for: console))
    }
}
