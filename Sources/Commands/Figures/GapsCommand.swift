internal import ArgumentParser
internal import Evaluation
internal import Formats
internal import Indicators
internal import Record
internal import Reports

/// `mosaic gaps`: who is where on the way to the plans' targets.
struct GapsCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "gaps", abstract: "Show the distance to each target: state, gap and pace.")

    @Option(
        help: ArgumentHelp("Only targets in this state.", valueName: "state"),
        completion: .list(TargetState.allCases.map(\.rawValue)),
        transform: Self.state)
    var state: TargetState?

    @Option(
        help: ArgumentHelp(
            "Only targets of this region, by any of its names; with / behind it of all its parts too.",
            valueName: "region"), completion: NameCompletion.regions)
    var region: String?

    @OptionGroup var level: LevelOption

    @Option(
        help: ArgumentHelp(
            "One line for each target in this state, and exit status 1 if there is one; may be repeated.",
            valueName: "state"), completion: .list(TargetState.allCases.map(\.rawValue)),
        transform: Self.state)
    var failOn: [TargetState] = []

    @Option(
        help: ArgumentHelp(
            "Beside --from: the targets. Columns as in targets.csv, and the indicator's minimum and maximum.",
            valueName: "file"), completion: .file())
    var targets: String?

    @Option(
        help: ArgumentHelp(
            "Explain one target: what went in, each step, the pace that is needed from now on.", valueName: "target"),
        completion: NameCompletion.targets)
    var explain: String?

    @Option(
        help: ArgumentHelp(
            "Only targets whose state has changed since, and why: RFC 3339, a date (from its start), or batch:ID.",
            valueName: "time|batch:id"), transform: RecordedPoint.argument)
    var since: RecordedPoint?

    @OptionGroup var rows: CSVOption
    @OptionGroup var source: SourceOptions

    func validate() throws {
        try rows.requireAlone(beside: source.view.form)
        guard state == nil || failOn.isEmpty else {
            throw ValidationError("--fail-on says which states are shown; leave out --state")
        }
        try validateFiles()
        try validateAsides()
    }

    mutating func run(in world: World) throws {
        if let from = source.from, let targets { return try showGaps(of: from, targets: targets, in: world) }
        let session = try Session(source.record, in: world)
        if let explain { return try show(explanationOf: explain, session) }
        let selection = try session.selection(region: region, level: level)
        if let since { return try show(changesSince: since, regions: selection.regions, session) }
        let snapshot = try session.evaluate(
            session.openRecord(), source.view, asOfYear: source.year.asOfYear, selection: selection)
        try write(
            GapReport.all(of: snapshot, regions: selection.regions), to: session.console, session.wording(source.view)
        ) { target in
            snapshot.series(of: target.series)?.series.through(year: snapshot.moment.asOfYear).observations ?? []
        }
    }

    /// Writes those of some targets that are asked for, as it is asked.
    ///
    /// - Parameter course: the observations of a target's series, by year.
    func write(
        _ all: [GapReport], to console: Console, _ wording: Wording, course: (Target) -> [Observation]
    ) throws(CommandFailure) {
        let shown = all.filter {
            $0.gap.state == state ?? $0.gap.state && (failOn.isEmpty || failOn.contains($0.gap.state))
        }
        if source.view.json {
            try console.write(.array(shown.map { JSONValue($0) }))
        } else if rows.csv {
            try console.write(rows: shown.map { JSONValue($0) }, of: .gap)
        } else if failOn.isEmpty {
            try console.write(GapReport.table(of: shown, wording, course: course).bytes(for: console))
        } else {
            for target in shown { try console.write(line: target.alertLine(wording)) }
        }
        if !failOn.isEmpty, !shown.isEmpty { throw CommandFailure(.found, lines: []) }
    }

    @Sendable private static func state(_ text: String) throws -> TargetState {
        do throws(UnknownName) {
            return try TargetState(named: text)
        } catch {
            throw ValidationError(error.description)
        }
    }
}
