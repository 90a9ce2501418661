internal import ArgumentParser
internal import Exchange
internal import Formats
internal import Indicators
internal import Record
internal import RecordSQLite
internal import Reports

/// `mosaic backfill`: files into the record, each a batch of its own.
struct BackfillCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backfill", abstract: "Record observation files, each as a batch: all of it or nothing.",
        discussion: """
            Files are CSV with a header; required are the columns indicator, region, period, value and unit, known besides \
            are status, bound, source, source_date and note. If any row is wrong nothing of its file is recorded, and every \
            fault is told as file:line:column. The record is made if it is missing.
            """)

    @Argument(help: ArgumentHelp("Files to read; - is standard input.", valueName: "file"))
    var files: [String]

    @Flag(help: "Take back what the rows said: indicator, region and period, on their dates.")
    var retract = false

    @Flag(help: "Do everything but keep it.")
    var dryRun = false

    @Option(
        help: ArgumentHelp("The date of rows without a source_date.", valueName: "date"),
        transform: CalendarDate.argument)
    var published: CalendarDate?

    @Option(
        help: ArgumentHelp("utf-8, or gb18030 as Chinese spreadsheets save it.", valueName: "encoding"),
        transform: Self.encoding)
    var encoding: ReadingOptions.Encoding = .utf8

    @Flag(help: "Print JSON: an object a line and file.")
    var json = false

    @OptionGroup var record: RecordOptions

    mutating func run() throws {
        let session = try Session(record)
        let today = session.now.day(in: session.timeZone)
        if let published, published > today {
            throw CommandFailure(.usage, "--published \(published) lies in the future; expected \(today) or earlier")
        }
        // Before the record's owner takes over: inputs are read as the caller.
        let inputs = files.map { file in Result { () throws(InputError) in try InputFile(file) } }
        let isAnyThere = inputs.contains { (try? $0.get()) != nil }
        let ingest = try isAnyThere ? Ingest(session: session, isDryRun: dryRun) : nil
        var worst = ExitStatus.done
        for (file, input) in zip(files, inputs) {
            let options = ReadingOptions(
                file: file, isRetraction: retract, published: published, encoding: encoding, today: today)
            do {
                let input = try input.get()
                guard let ingest else { continue }
                worst = max(
                    worst, try take(try ingest.take(input, options, catalog: session.catalog), options, session))
            } catch let failure as CommandFailure {
                throw failure
            } catch {
                let failure = CommandFailure(error)
                var faults = Diagnostics()
                faults.add(
                    Diagnostic("unreadable_file", file: file, message: (error as? InputError)?.message ?? "\(error)"))
                try tell(refusal: faults, of: file, session)
                worst = max(worst, failure.status)
            }
        }
        if worst != .done { throw CommandFailure(worst, lines: []) }
    }

    /// Tells what became of a file; its status.
    private func take(
        _ outcome: Ingest.Outcome, _ options: ReadingOptions, _ session: Session
    ) throws(CommandFailure) -> ExitStatus {
        switch outcome {
        case .refused(let diagnostics):
            try tell(refusal: diagnostics, of: options.file, session)
            return .badData
        case .recorded(let report, let warnings):
            if json {
                let warningCount = warnings.warningTotals.values.reduce(0, +)
                try session.console.write(JSONValue(report, file: options.file, warnings: warningCount))
            } else {
                for line in warnings.lines { session.console.tell(line) }
                for line in report.lines(file: options.file, isDryRun: dryRun) { try session.console.write(line: line) }
            }
            return .done
        }
    }

    private func tell(refusal: Diagnostics, of file: String, _ session: Session) throws(CommandFailure) {
        if json {
            try session.console.write(JSONValue(refusalOf: file, refusal))
        } else {
            for line in refusal.lines { session.console.tell(line) }
        }
    }

    @Sendable private static func encoding(_ text: String) throws -> ReadingOptions.Encoding {
        guard let encoding = ReadingOptions.Encoding(rawValue: text.lowercased()) else {
            throw ValidationError("unknown encoding \"\(text)\"; expected utf-8 or gb18030")
        }
        return encoding
    }
}
