internal import ArgumentParser
internal import Formats
internal import Indicators
internal import Record
internal import Reports

/// `mosaic export`: the record in a form that a backfill or another program reads.
struct ExportCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the figures in force, as CSV that a backfill reads or in another form.",
        discussion: """
            Sorted by indicator, region and period; backfilled into an empty record it gives the same bytes again. With \
            --vintages it is every statement that stands, repeats and retractions too, by key, date and the order of recording, \
            each with its batch.

            Forms: csv, the columns that a backfill reads; sdmx-csv, SDMX-CSV 2.0, whose structure --structure writes; wide, regions × \
            years of one indicator; xlsx, a workbook with a sheet an indicator. All these are read by a backfill; openmetrics, each figure at the end of its year, by promtool.
            """)

    /// The forms in which figures are written.
    enum Form: String, CaseIterable, ExpressibleByArgument {
        case csv
        case sdmx = "sdmx-csv"
        case wide
        case xlsx
        case openmetrics
    }

    @Argument(help: "Only this indicator.", completion: NameCompletion.indicators)
    var indicator: String?

    @Argument(
        help: "Only this region, by any of its names; with / behind it all of its parts too.",
        completion: NameCompletion.regions)
    var region: String?

    @Option(
        name: .customLong("region"), help: ArgumentHelp("The same, of every indicator.", valueName: "region"),
        completion: NameCompletion.regions)
    var regionOfAll: String?

    @OptionGroup var level: LevelOption

    @Option(help: ArgumentHelp("csv, sdmx-csv, wide, xlsx or openmetrics.", valueName: "form"))
    var format = Form.csv

    @Flag(help: "Of sdmx-csv the structure in place of the figures, as SDMX-JSON 2.0.")
    var structure = false

    @Flag(help: "Every statement that stands, not only those in force.")
    var vintages = false

    @OptionGroup var view: ViewOptions
    @OptionGroup var record: RecordOptions

    func validate() throws {
        if view.lang != nil, format != .wide {
            throw ValidationError("--lang is about names; they stand in --format wide")
        }
        if region != nil, regionOfAll != nil {
            throw ValidationError("the region is given twice; leave out --region")
        }
        guard format != .csv else {
            if structure { throw ValidationError("--structure is that of --format sdmx-csv") }
            return
        }
        if vintages { throw ValidationError("--vintages are written as csv alone; leave out --format") }
        if view.json { throw ValidationError("--json is a form of its own; leave out --format") }
        if structure, format != .sdmx { throw ValidationError("--structure is that of --format sdmx-csv") }
        if format == .wide, indicator == nil {
            throw ValidationError("--format wide is a table of one indicator; name it: mosaic export INDICATOR")
        }
    }

    mutating func run(in world: World) throws {
        let session = try Session(record, in: world)
        guard !structure else {
            try session.console.write(SDMXStructure(session.catalog).json(prepared: session.now.description))
            return
        }
        if format == .xlsx, session.console.isTerminal {
            throw CommandFailure(
                .usage,
                "a workbook is no text for a terminal; write it to a file: mosaic export --format xlsx > FILE.xlsx")
        }
        let selection = try session.selection(indicator: indicator, region: region ?? regionOfAll, level: level)
        let asOf = view.asOf(in: session.timeZone)
        let record = try session.openRecord()
        switch format {
        case .csv: try write(selection, asOf, of: record, session)
        case .sdmx: try FigureStream(session).write(FigureSDMX(), selection, asOf, of: record)
        case .wide:
            try FigureStream(session).write(
                FigureTable(wording: session.wording(view)), selection, asOf, of: record)
        case .openmetrics: try FigureStream(session).write(FigureHistory(), selection, asOf, of: record)
        case .xlsx: try FigureStream(session).write(FigureWorkbook(), selection, asOf, of: record)
        }
    }

    /// Writes the columns that a backfill reads, or their JSON.
    private func write(
        _ selection: SnapshotSelection, _ asOf: AsOf, of record: any RecordView, _ session: Session
    ) throws {
        var export = RowStream(session: session, isJSON: view.json)
        if vintages {
            var csv = StatementCSV()
            export.begin { csv.appendHeader(to: &$0) }
            try record.statements(selection.toRead, asOf: asOf) { statements in
                guard let key = statements.first?.series, selection.includes(key) else { return }
                try export.take(statements, of: key) { statement, unit, bytes in
                    csv.append(statement, unit: unit, to: &bytes)
                } json: {
                    JSONValue($0, unit: $1)
                }
            }
        } else {
            var csv = FigureCSV()
            export.begin { csv.appendHeader(to: &$0) }
            try record.figures(selection.toRead, asOf: asOf) { figures in
                guard let key = figures.first?.series, selection.includes(key) else { return }
                try export.take(figures, of: key) { figure, unit, bytes in
                    csv.append(figure, unit: unit, to: &bytes)
                } json: {
                    JSONValue($0, unit: $1)
                }
            }
        }
        try export.end()
    }
}
