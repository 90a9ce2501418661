internal import Exchange
internal import Indicators
internal import Record
internal import Reports

/// Takes inputs into a record.
struct Ingest {
    /// An input that was read.
    struct Reading {
        let input: InputFile
        let options: ReadingOptions
        let file: ObservationFile
    }

    private let store: any RecordStore
    private let session: Session
    /// Where the empty record of a dry run is.
    private let scratch: ScratchFolder?

    /// Opens the record of a session, making it if it is missing; a dry run does not make it, but says that there is none
    /// and looks at an empty one.
    init(session: Session, isDryRun: Bool) throws {
        self.session = session
        if isDryRun, try !session.world.keeper.hasRecord(at: session.place) {
            session.console.tell(
                "mosaic: \(session.place): there is no record yet; the rows are held against an empty one")
            let scratch = try ScratchFolder()
            self.scratch = scratch
            self.store = try scratch.emptyRecord(of: session.world.keeper)
        } else {
            self.scratch = nil
            self.store = try session.openRecordForWriting(create: !isDryRun)
        }
    }

    /// Reads an input to its end.
    static func read(
        _ input: InputFile, _ options: ReadingOptions, catalog: Catalog, watch: @escaping (Int) -> Void
    ) throws(InputError) -> Reading {
        let file = try LongCSVReader(catalog: catalog, options: options).read(input, watch: watch)
        return Reading(input: input, options: options, file: file)
    }

    /// Records readings without errors, each as a batch: all of them, or nothing where one is refused.
    ///
    /// - Throws: ``CommandFailure`` where the record fails.
    func record(
        _ readings: [Reading], allowing allowed: Set<SeriesGuard>, isDryRun: Bool
    ) throws(CommandFailure) -> [AppendReport] {
        let name = session.world.caller
        let units = Dictionary(uniqueKeysWithValues: session.catalog.indicators.map { ($0.id, $0.unit.symbol) })
        let batches = readings.map { reading in
            let options = reading.options
            let draft = BatchDraft(
                input: BatchInput(file: options.file, sha256: reading.file.sha256, reading: options.reading),
                isRetraction: options.isRetraction, recordedBy: name, timeZone: session.timeZone,
                units: units, allowed: allowed)
            return (draft: draft, statements: reading.file.statements)
        }
        do {
            return try store.append(batches, dryRun: isDryRun)
        } catch {
            throw CommandFailure(error)
        }
    }

    /// All that is to be said of a reading, now that it is known what it does to the record.
    func diagnostics(of reading: Reading, _ report: AppendReport, allowing allowed: Set<SeriesGuard>) -> Diagnostics {
        var diagnostics = reading.file.diagnostics
        let (input, options) = (reading.input, reading.options)
        for row in report.idleRetractions {
            diagnostics.add(
                Diagnostic(
                    "idle_retraction", severity: .warning, file: options.file, line: Int(row.line), column: 1,
                    message: "takes back nothing that is in force"))
        }
        guard !report.findings.kept.isEmpty else { return diagnostics }
        let rows = Set(report.findings.kept.map(\.row))
        let values = input.values(ofRowsAt: rows, encoding: options.encoding)
        diagnostics.add(report.findings, allowing: allowed) { finding, isAllowed in
            Diagnostic(
                finding, file: options.file, location: values[finding.row],
                unit: session.catalog.indicator(finding.series.indicator)?.unit, isAllowed: isAllowed)
        }
        return diagnostics
    }
}
