internal import ArgumentParser
internal import Config
internal import Formats
internal import Indicators
internal import Record
internal import Reports

/// `mosaic catalog check`: every fault of settings and catalog, and what the catalog does to the record.
struct CheckCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Say every fault of the catalog, and what it does to the record.",
        discussion: """
            Ends with 78 where settings or catalog have a fault, or an indicator's unit is another than the record's. A series that the \
            record has and the catalog does not name, or derives, is not served.
            """)

    @OptionGroup var form: FormOptions

    @OptionGroup var record: RecordOptions

    mutating func run(in world: World) throws {
        let session = try Session(record, in: world)
        var report = CatalogCheck(session.catalog)
        do throws(RecordFailure) {
            try report.compare(with: session.openRecordAsItIs().view())
        } catch {
            guard case .missing = error else { throw error }
        }
        if form.json {
            try session.console.write(JSONValue(report))
        } else {
            for line in report.lines(record: session.shownPlace) { try session.console.write(line: line) }
        }
        if !report.changedUnits.isEmpty { throw CommandFailure(.configuration, lines: []) }
    }
}
