internal import ArgumentParser
internal import Formats
internal import Indicators
internal import Record
internal import Reports

/// `mosaic diff`: what the record says otherwise at one point of its time than at another.
struct DiffCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show which figures were added, revised or retracted between two points in time.",
        discussion: """
            A point is batch:ID (just after that batch), an RFC 3339 time or a date, its whole day. Figures that differ in date, \
            source or note alone are the same. What an undo takes away is retracted, too.
            """)

    /// In what form.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case table, csv
    }

    @Argument(help: ArgumentHelp("The earlier point.", valueName: "from"), transform: RecordedPoint.argument)
    var from: RecordedPoint

    @Argument(help: ArgumentHelp("The later point.", valueName: "to"), transform: RecordedPoint.argument)
    var to: RecordedPoint

    @Option(
        help: ArgumentHelp("Only what had been published by then, at both.", valueName: "date"),
        transform: CalendarDate.argument)
    var publishedBy: CalendarDate?

    @Option(help: "table or csv.")
    var format = Format.table

    @OptionGroup var form: FormOptions

    @OptionGroup var record: RecordOptions

    func validate() throws {
        if form.json, format == .csv { throw ValidationError("--json and --format csv: expected one of them") }
    }

    mutating func run(in world: World) throws {
        let session = try Session(record, in: world)
        let old = AsOf(recorded: from.recorded(in: session.timeZone), publishedBy: publishedBy)
        let new = AsOf(recorded: to.recorded(in: session.timeZone), publishedBy: publishedBy)
        let view = try session.openRecord()
        guard form.json || format == .csv else { return try writeTable(of: view, from: old, to: new, session) }
        var stream = RowStream(session: session, isJSON: form.json)
        var csv = DifferenceCSV()
        stream.begin { csv.appendHeader(to: &$0) }
        try view.changes(SeriesSelection(), from: old, to: new) { changes in
            try stream.take(changes, of: changes.first?.series) { change, unit, bytes in
                csv.append(change, unit: unit, to: &bytes)
            } json: {
                JSONValue($0, unit: $1)
            }
        }
        try stream.end()
    }

    private func writeTable(of view: any RecordView, from old: AsOf, to new: AsOf, _ session: Session) throws {
        var table = Table([
            Table.Column(name: "change"), Table.Column(name: "indicator"), Table.Column(name: "region"),
            Table.Column(name: "year", isNumber: true), Table.Column(name: "old", isNumber: true),
            Table.Column(name: "new", isNumber: true), Table.Column(name: "unit"),
            Table.Column(name: "batch", isNumber: true), Table.Column(name: "source"),
        ])
        var counts: [FigureChange.Kind: Int] = [:]
        try view.changes(SeriesSelection(), from: old, to: new) { changes in
            for change in changes {
                counts[change.kind, default: 0] += 1
                table.add([
                    change.kind.rawValue, change.series.indicator.rawValue, change.series.region.rawValue,
                    change.period.description, change.old?.words ?? "", change.new?.words ?? "",
                    session.catalog.indicator(change.series.indicator)?.unit.symbol ?? "",
                    (change.new ?? change.old).map { String($0.batch) } ?? "",
                    (change.new ?? change.old)?.source ?? "",
                ])
            }
        }
        try session.console.write(table.bytes(for: session.console))
        guard session.console.isTerminal else { return }
        let words = FigureChange.Kind.allCases.map { "\(counts[$0, default: 0]) \($0.rawValue)" }
        try session.console.write(line: words.joined(separator: ", "))
    }
}

extension Figure {
    /// The value, or its status where there is none; bound and status where they are not the plain ones.
    fileprivate var words: String {
        let bound = observation.bound == .equal ? "" : "\(observation.bound.rawValue) "
        guard let value = observation.value else { return observation.status.rawValue }
        return bound + value.decimalText + (observation.status == .normal ? "" : " \(observation.status.rawValue)")
    }
}
