internal import Exchange
internal import Foundation
internal import Indicators
internal import Record
internal import RecordSQLite
internal import Reports

/// Takes inputs into a record, one after the other.
struct Ingest {
    /// What became of an input.
    enum Outcome {
        /// Nothing of it was recorded.
        case refused(Diagnostics)
        /// It is recorded, or would be; with the warnings about it.
        case recorded(AppendReport, warnings: Diagnostics)
    }

    private let store: SQLiteRecord
    private let session: Session
    private let isDryRun: Bool
    /// Where the empty record of a dry run is.
    private let scratch: ScratchFolder?

    /// Opens the record of a session, making it if it is missing; a dry run does not make it but looks at an empty one.
    init(session: Session, isDryRun: Bool) throws(CommandFailure) {
        self.session = session
        self.isDryRun = isDryRun
        if isDryRun, !FileManager.default.fileExists(atPath: session.databasePath) {
            let scratch = try ScratchFolder()
            self.scratch = scratch
            self.store = try scratch.emptyRecord()
        } else {
            self.scratch = nil
            self.store = try session.openRecordForWriting(create: !isDryRun)
        }
    }

    /// Reads an input and records it.
    ///
    /// - Throws: ``CommandFailure`` where the record fails, `InputError` where reading does.
    func take(_ input: InputFile, _ options: ReadingOptions, catalog: Catalog) throws -> Outcome {
        let file = try LongCSVReader(catalog: catalog, options: options).read(input)
        guard !file.diagnostics.hasErrors else { return .refused(file.diagnostics) }
        let draft = BatchDraft(
            input: BatchInput(file: options.file, sha256: file.sha256, reading: options.reading),
            isRetraction: options.isRetraction, recordedBy: Session.userName(environment: session.environment),
            now: Timestamp(Date()), timeZone: session.timeZone,
            units: Dictionary(uniqueKeysWithValues: catalog.indicators.map { ($0.id, $0.unit.symbol) }))
        do {
            let report = try store.append(draft, file.statements, dryRun: isDryRun)
            var warnings = file.diagnostics
            for line in report.idleRetractions {
                warnings.add(
                    Diagnostic(
                        "idle_retraction", severity: .warning, file: options.file, line: line, column: 1,
                        message: "takes back nothing that is in force"))
            }
            return .recorded(report, warnings: warnings)
        } catch {
            throw CommandFailure(error)
        }
    }
}
