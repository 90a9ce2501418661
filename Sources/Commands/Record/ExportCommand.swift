internal import ArgumentParser
internal import Formats
internal import Indicators
internal import Record
internal import Reports

/// `mosaic export`: the record as CSV that a backfill reads.
struct ExportCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the figures in force as CSV, in the columns that a backfill reads.",
        discussion: """
            Sorted by indicator, region and period; backfilled into an empty record it gives the same bytes again. With \
            --vintages it is every statement that stands, repeats and retractions too, by key, date and the order of recording, \
            each with its batch.
            """)

    @Flag(help: "Every statement that stands, not only those in force.")
    var vintages = false

    @OptionGroup var view: ViewOptions
    @OptionGroup var record: RecordOptions

    mutating func run(in world: World) throws {
        let session = try Session(record, in: world)
        let asOf = view.asOf(in: session.timeZone)
        let record = try session.openRecord()
        var export = RowStream(session: session, isJSON: view.json)
        if vintages {
            var csv = StatementCSV()
            export.begin { csv.appendHeader(to: &$0) }
            try record.statements(SeriesSelection(), asOf: asOf) { statements in
                try export.take(statements, of: statements.first?.series) { statement, unit, bytes in
                    csv.append(statement, unit: unit, to: &bytes)
                } json: {
                    JSONValue($0, unit: $1)
                }
            }
        } else {
            var csv = FigureCSV()
            export.begin { csv.appendHeader(to: &$0) }
            try record.figures(SeriesSelection(), asOf: asOf) { figures in
                try export.take(figures, of: figures.first?.series) { figure, unit, bytes in
                    csv.append(figure, unit: unit, to: &bytes)
                } json: {
                    JSONValue($0, unit: $1)
                }
            }
        }
        try export.end()
    }
}
