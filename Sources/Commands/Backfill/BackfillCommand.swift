internal import ArgumentParser
internal import Config
internal import Exchange
internal import Indicators
internal import Intake
internal import Record
internal import Reports

/// `mosaic backfill`: files into the record, each a batch of its own.
struct BackfillCommand: Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "backfill", abstract: "Record observation files, each as a batch: all of it or nothing.",
        discussion: """
            Files are CSV with a header; required are the columns indicator, region, period, value and unit, known besides \
            are status, bound, source, source_date and note. If any row is wrong nothing of its file is recorded, and every \
            fault is told as file:line:column. The record is made if it is missing.

            Two guards look at each row beside the rest of its series. unit_slip: the value is 1000 times or more what its \
            neighbours are, or a 1000th or less, as if it were in another unit (a warning at 100). revision: the figure in force \
            would change by more than half, and was no estimate, forecast, imputed or provisional (E F I P); on a terminal that \
            is asked. What either finds stops the file, if --allow doesn't name it.

            With --server the files are sent to a service, which does all of that, and --mapping is the name of one of its own. A \
            connection that breaks is made anew, and no file is recorded twice.
            """)

    @Argument(help: ArgumentHelp("Files to read; - is standard input.", valueName: "file"), completion: .file())
    var files: [String]

    @Flag(help: "Take back what the rows said: indicator, region and period, on their dates.")
    var retract = false

    @Flag(help: "Do everything but keep it.")
    var dryRun = false

    @Option(
        help: ArgumentHelp("The date of rows without a source_date.", valueName: "date"),
        transform: CalendarDate.argument)
    var published: CalendarDate?

    @OptionGroup var reading: FileOptions

    @Flag(help: "Write a first mapping of each file, to be completed, and record nothing.")
    var draftMapping = false

    @Option(
        help: ArgumentHelp(
            "Record in spite of this guard: unit_slip or revision; or delete-all, for rows of SDMX-CSV that delete what they "
                + "don't name one by one. May be repeated.", valueName: "code"),
        transform: Allowance.argument)
    var allow: [Allowance] = []

    @Flag(help: "Record all the files, each as its batch, or none.")
    var together = false

    @Flag(help: "Print JSON: an object a line and file.")
    var json = false

    @OptionGroup var server: ServerOptions

    @OptionGroup var record: RecordOptions

    func validate() throws { try requireSendable() }

    mutating func run(in world: World) throws {
        guard !draftMapping else { return try writeDrafts(in: world) }
        if let client = try server.client(in: world) { return try send(to: client, in: world) }
        // Scrapes of a service on this machine are not to wait for a large file.
        world.giveWay()
        let session = try Session(record, in: world)
        let today = session.now.day(in: session.timeZone)
        if let published, published > today {
            throw CommandFailure(.usage, "--published \(published) lies in the future; expected \(today) or earlier")
        }
        let given = try GivenField.values(reading.set)
        try world.reader.requireForm(named: reading.format)
        let mapping = try reading.mapping(in: world, catalog: session.catalog)
        // Before the record's owner takes over: inputs are read as the caller.
        let inputs = files.map { IntakeInput(opening: $0) }
        let record = try inputs.contains(where: \.isOpen) ? IntakeRecord(of: session, isDryRun: dryRun) : nil
        let door = session.door(to: record)
        let progress = ProgressLine(console: session.console)
        defer { progress.end() }
        let watch = BackfillWatch(
            console: session.console, progress: progress, isAsking: isAsking(on: session.console))
        var worst = ExitStatus.done
        for group in together ? [inputs] : inputs.map({ [$0] }) {
            let reports = try door.take(
                group, options(today: today, given, mapping, of: session.configuration.mappings), watch: watch)
            progress.end()
            for report in reports { try tell(report, on: session.console) }
            worst = max(worst, reports.map(\.status).max() ?? .done)
        }
        if worst != .done { throw CommandFailure(worst, lines: []) }
    }

    /// Whether somebody can be asked what a guard would stop.
    func isAsking(on console: Console) -> Bool { console.canAsk && !json && !dryRun && !files.contains("-") }

    /// Writes a first mapping of each file.
    private func writeDrafts(in world: World) throws {
        for file in files {
            let options = try reading.reading(of: file, in: world)
            guard let draft = try world.reader.draftMapping(of: InputFile(file), options: options) else {
                throw CommandFailure(.badData, "\(file): has no columns or dimensions to map")
            }
            try world.console.write(Array(draft.utf8))
        }
    }

    private func options(
        today: CalendarDate, _ given: [ObservationField: String], _ mapping: Mapping?, of mappings: [Mapping]
    ) -> IntakeOptions {
        var options = IntakeOptions(today: today)
        options.isRetraction = retract
        options.published = published
        options.format = reading.format
        options.encoding = reading.encoding
        options.decimal = reading.decimal
        options.sheet = reading.sheet
        options.given = given
        options.mapping = mapping
        options.mappings = mappings
        options.allow(allow)
        options.isDryRun = dryRun
        return options
    }

    /// Tells what became of a file.
    func tell(_ report: IntakeReport, on console: Console) throws(CommandFailure) {
        guard !json else { return try console.write(report.json) }
        for line in report.notes { console.tell(line) }
        console.tell(report.diagnostics, of: report.input, encoding: report.encoding)
        for line in report.lines { try console.write(line: line) }
    }
}
