internal import Exchange
internal import Formats
internal import Indicators
internal import Record
internal import Reports

/// Files that are recorded together: all of them or none. A file on its own is a group of one.
struct BackfillGroup {
    /// A file of the group: what was read of it, or why it couldn't be.
    struct Member {
        let file: String
        let reading: Result<Ingest.Reading, InputError>

        /// The reading, if nothing is wrong with the file itself.
        var sound: Ingest.Reading? {
            guard let reading = try? reading.get(), !reading.file.diagnostics.hasErrors else { return nil }
            return reading
        }
    }

    let members: [Member]
    let ingest: Ingest?
    let console: Console
    let isDryRun: Bool
    let asJSON: Bool

    /// Records the group and tells what became of each of its files.
    ///
    /// - Parameter asking: whether, on a terminal, what a guard would stop can be allowed by an answer.
    /// - Returns: the highest status of a file.
    func record(
        allowing allowed: Set<SeriesGuard>, asking: Bool, progress: ProgressLine
    ) throws(CommandFailure) -> ExitStatus {
        let sound = members.compactMap(\.sound)
        let isWhole = sound.count == members.count
        progress.showRecording(rows: sound.reduce(0) { $0 + $1.file.statements.count })
        var allowed = allowed
        // Where a file is missing or wrong the others are tried all the same, so that every error is told at once.
        var reports = try append(sound, allowing: allowed, isDryRun: isDryRun || !isWhole)
        progress.end()
        if asking, isWhole, let question = RevisionQuestion(about: reports, allowed), question.isAnswered(on: console) {
            allowed.insert(.revision)
            reports = try append(sound, allowing: allowed, isDryRun: isDryRun)
        }
        let isKept = isWhole && !reports.contains(where: \.isRefused)
        var worst = ExitStatus.done
        var next = reports.makeIterator()
        for member in members {
            let report = member.sound == nil ? nil : next.next()
            worst = max(worst, try tell(member, report, allowing: allowed, isKept: isKept))
        }
        return worst
    }

    private func append(
        _ readings: [Ingest.Reading], allowing allowed: Set<SeriesGuard>, isDryRun: Bool
    ) throws(CommandFailure) -> [AppendReport] {
        guard let ingest, !readings.isEmpty else { return [] }
        return try ingest.record(readings, allowing: allowed, isDryRun: isDryRun)
    }

    /// Tells what became of a file; its status.
    private func tell(
        _ member: Member, _ report: AppendReport?, allowing allowed: Set<SeriesGuard>, isKept: Bool
    ) throws(CommandFailure) -> ExitStatus {
        let reading: Ingest.Reading
        do {
            reading = try member.reading.get()
        } catch {
            var faults = Diagnostics()
            faults.add(Diagnostic("unreadable_file", file: member.file, message: error.message))
            try tell(refusal: faults, of: member.file, nil)
            return CommandFailure(error).status
        }
        guard let report, let ingest else {
            try tell(refusal: reading.file.diagnostics, of: member.file, reading)
            return .badData
        }
        var diagnostics = ingest.diagnostics(of: reading, report, allowing: allowed)
        guard isKept else {
            if !report.isRefused {
                diagnostics.add(
                    Diagnostic(
                        "not_together", file: member.file, message: "is not recorded, as another of the files can't be")
                )
            }
            try tell(refusal: diagnostics, of: member.file, reading)
            return .badData
        }
        if asJSON {
            let warningCount = diagnostics.warningTotals.values.reduce(0, +)
            try console.write(JSONValue(report, file: member.file, warnings: warningCount))
        } else {
            console.tell(diagnostics, of: reading.input, encoding: reading.options.encoding)
            for line in report.lines(file: member.file, isDryRun: isDryRun) { try console.write(line: line) }
        }
        return .done
    }

    private func tell(refusal: Diagnostics, of file: String, _ reading: Ingest.Reading?) throws(CommandFailure) {
        if asJSON {
            try console.write(JSONValue(refusalOf: file, refusal))
        } else {
            console.tell(refusal, of: reading?.input, encoding: reading?.options.encoding ?? .utf8)
        }
    }
}
