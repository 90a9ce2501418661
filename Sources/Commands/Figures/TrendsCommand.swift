internal import ArgumentParser
internal import Evaluation
internal import Exchange
internal import Foundation
internal import Indicators
internal import Reports
internal import Statistics

/// `mosaic trends`: where series are going.
struct TrendsCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "trends",
        abstract: "Show trends: Theil–Sen slope with its 95 % interval, exact Mann–Kendall test.",
        discussion: """
            With --from the series are a file's, in any form that `mosaic backfill` reads: no settings, catalog or record is needed, \
            any text is a name and any word a unit, one an indicator.
            """)

    @Argument(help: "Only this indicator.")
    var indicator: String?

    @Argument(help: "Only this region, by any of its names; with / behind it all its parts too.")
    var region: String?

    @OptionGroup var level: LevelOption

    @Option(help: ArgumentHelp("How many observations a trend looks at.", valueName: "n"))
    var window = Evaluator.defaultWindow

    @Option(
        help: ArgumentHelp(
            "The series of this file, of any names and units, instead of the record's; - is standard input.",
            valueName: "file"))
    var from: String?

    @OptionGroup var reading: FileOptions
    @OptionGroup var view: ViewOptions
    @OptionGroup var year: YearOption
    @OptionGroup var record: RecordOptions

    func validate() throws {
        guard window >= 1 else { throw ValidationError("--window \(window): expected 1 or more observations") }
        if from != nil {
            guard indicator == nil else {
                throw ValidationError("--from shows every series of its file; leave out \(indicator ?? "")")
            }
            try level.requireNone(beside: "--from")
            try view.requireNone(beside: "--from")
            try record.requireNone(beside: "--from")
        } else {
            try reading.requireNone(without: "--from")
        }
    }

    mutating func run(in world: World) throws {
        if let from { return try showTrends(of: from, in: world) }
        let session = try Session(record, in: world)
        let selection = try session.selection(indicator: indicator, region: region, level: level)
        let snapshot = try session.evaluate(
            session.openRecord(), view, asOfYear: year.asOfYear, selection: selection, window: window)
        try TrendReport.write(snapshot.series.map { TrendReport($0) }, asJSON: view.json, to: session.console)
    }

    /// Shows the trends of a file's series, in the order of their first rows; later years are left out only if that is asked.
    private func showTrends(of file: String, in world: World) throws(CommandFailure) {
        let read = try FileSeries.read(file, reading, in: world)
        var distributions = MannKendallDistributions()
        let lastYear = year.asOfYear?.year ?? .max
        let trends = read.series.compactMap { series in
            read.units[series.key.indicator].map { unit in
                let observations = series.through(year: lastYear).observations
                return TrendReport(
                    series: series.key, unit: unit,
                    trend: Trend(of: observations, window: window, distributions: &distributions))
            }
        }
        try TrendReport.write(trends, asJSON: view.json, to: world.console)
    }
}
