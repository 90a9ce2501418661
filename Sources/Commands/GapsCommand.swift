internal import ArgumentParser
internal import Evaluation
internal import Formats
internal import Indicators
internal import Record
internal import Reports
internal import Statistics

/// `mosaic gaps`: who is where on the way to the plans' targets.
struct GapsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gaps", abstract: "Show the distance to each target: state, gap and pace.")

    @Option(help: ArgumentHelp("Only targets in this state.", valueName: "state"), transform: Self.state)
    var state: TargetState?

    @Option(help: ArgumentHelp("Only targets of this region, by any of its names.", valueName: "region"))
    var region: String?

    @OptionGroup var view: ViewOptions
    @OptionGroup var year: YearOption
    @OptionGroup var record: RecordOptions

    mutating func run() throws {
        let session = try Session(record)
        let wanted = try region.map { (name) throws(CommandFailure) in try session.region(named: name).id }
        let selection = SeriesSelection(region: wanted)
        let snapshot = try session.evaluate(view, asOfYear: year.asOfYear, selection: selection)
        let targets = snapshot.targets.filter {
            $0.gap.state == state ?? $0.gap.state && $0.region.id == wanted ?? $0.region.id
        }
        guard !view.json else {
            return try session.console.write(.array(targets.map { JSONValue(gapOf: $0) }))
        }
        var table = Table([
            Table.Column(name: "target"), Table.Column(name: "region"), Table.Column(name: "year", isNumber: true),
            Table.Column(name: "state"), Table.Column(name: "asked", isNumber: true),
            Table.Column(name: "value", isNumber: true), Table.Column(name: "unit"), Table.Column(name: "of"),
            Table.Column(name: "gap", isNumber: true), Table.Column(name: "pace", isNumber: true),
            Table.Column(name: "reason"),
        ])
        for target in targets {
            let gap = target.gap
            table.add([
                target.target.id.rawValue, target.region.name.english, String(target.target.terms.targetYear),
                gap.state.rawValue, gap.targetLevel?.shortText ?? target.target.terms.limitWords,
                gap.value?.shortText ?? "", target.indicator.unit.symbol, gap.year.map(String.init) ?? "",
                gap.gap?.shortText ?? "", gap.paceRatio?.shortText ?? "", gap.reasonWords,
            ])
        }
        try session.console.write(table.bytes(for: session.console))
    }

    @Sendable private static func state(_ text: String) throws -> TargetState {
        guard let state = TargetState(rawValue: text) else {
            let known = TargetState.allCases.map(\.rawValue)
            let question = NearestName.question(for: text, among: known) ?? "expected \(known.joined(separator: ", "))"
            throw ValidationError("unknown state \"\(text)\"; \(question)")
        }
        return state
    }
}

extension TargetTerms {
    fileprivate var limitWords: String {
        guard kind == .range else { return "" }
        return "\(lower?.shortText ?? "…") to \(upper?.shortText ?? "…")"
    }
}

extension TargetGap {
    fileprivate var reasonWords: String {
        let breach = worst.flatMap { worst in worstYear.map { "worst \(worst.shortText) in \($0)" } }
        return [reason?.rawValue, breach, estimated ? "estimated" : nil].compactMap { $0 }.joined(separator: ", ")
    }
}
