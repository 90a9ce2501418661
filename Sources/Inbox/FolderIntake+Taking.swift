internal import Config
internal import Exchange
internal import Formats
internal import Glibc
internal import Indicators
internal import Intake
internal import Record
internal import Reports

extension FolderIntake {
    /// Takes something that is in the queue.
    mutating func take(
        _ name: FileName, from folder: OpenFolder, to taking: OpenFolder, at now: Timestamp
    ) throws(InboxFault) -> Taken {
        guard folder.status(of: name) != nil else { return .passed }
        do throws(InboxFault) {
            try folder.move(name, to: taking, as: name)
        } catch {
            // Others may be movable: a folder where all may write lets nobody move what is another's.
            blocked[name] = "\(error)"
            return .passed
        }
        blocked[name] = nil
        sightings[name] = nil
        step(.moved)
        return try finish(name, in: taking, of: folder, at: now)
    }

    /// Records the file that is in hand, and puts it where it belongs.
    mutating func finish(
        _ name: FileName, in taking: OpenFolder, of folder: OpenFolder, at now: Timestamp
    ) throws(InboxFault) -> Taken {
        let input: IntakeInput
        let watch: UnchangedFile
        switch open(name, in: taking) {
        case .failure(let error): (input, watch) = (IntakeInput(error), UnchangedFile(descriptor: -1, status: nil))
        case .success(let file):
            (input, watch) = (file.input, UnchangedFile(descriptor: file.descriptor, status: file.status))
        }
        let report: IntakeReport
        do throws(RecordFailure) {
            let reports = try door().take([input], options(at: now), watch: watch)
            guard let first = reports.first else { return .passed }
            report = first
        } catch {
            guard watch.isChanged else { return .stopped(why: error.advice) }
            try taking.give(name, to: folder, as: name)
            return .passed
        }
        step(.recorded)
        try keep(name, report, in: taking, of: folder, at: now)
        step(.ended)
        return .ended(notice(of: report))
    }

    /// Opens the file that is in hand; what is no file can't be opened.
    private func open(
        _ name: FileName, in taking: OpenFolder
    ) -> Result<(input: IntakeInput, descriptor: Int32, status: FileStatus), InputError> {
        let kind = taking.status(of: name)?.kind ?? .other
        guard kind == .file else {
            return .failure(
                InputError(
                    file: name.shown, message: "is \(kind.words); only files are taken: put the file itself here"))
        }
        do throws(InboxFault) {
            let descriptor = try taking.open(name)
            guard let status = FileStatus(descriptor: descriptor), status.kind == .file else {
                Glibc.close(descriptor)
                return .failure(InputError(file: name.shown, message: "is no file any more"))
            }
            return .success((IntakeInput(InputFile(name: name.shown, descriptor: descriptor)), descriptor, status))
        } catch {
            return .failure(
                InputError(
                    file: name.shown,
                    message: "can't be opened: \(SystemError(error.code)); let the service's user read it"))
        }
    }

    private func door() throws(RecordFailure) -> Door {
        Door(
            to: try means.record(), catalog: means.configuration.catalog,
            timeZone: means.configuration.settings.timeZone, recordedBy: settings.name)
    }

    private func options(at now: Timestamp) -> IntakeOptions {
        var options = IntakeOptions(today: now.day(in: means.configuration.settings.timeZone))
        options.isRetraction = settings.isRetraction
        options.format = settings.form
        options.mappings = means.configuration.mappings
        if let mapping = settings.mapping {
            options.mapping = options.mappings.first { $0.name == "\(mapping).yaml" }
        }
        return options
    }

    /// Writes the reports, and moves the file to them.
    private mutating func keep(
        _ name: FileName, _ report: IntakeReport, in taking: OpenFolder, of folder: OpenFolder, at now: Timestamp
    ) throws(InboxFault) {
        let isDone = report.status == .done
        let year = now.day(in: means.configuration.settings.timeZone).parts.year
        let target =
            isDone
            ? try OpenFolder(FileName(Array("\(year)".utf8)), in: OpenFolder(Self.doneName, in: folder))
            : try OpenFolder(Self.failedName, in: folder)
        let kept = KeptFiles.freeName(for: name.kept, in: target)
        var json: [UInt8] = []
        report.json.append(to: &json)
        try target.write(json + [0x0A], to: kept.adding(FileName.reportSuffixes.json))
        step(.reportedAsJSON)
        let lines = report.notes + report.diagnostics.lines + report.lines
        let text = lines.map { $0 + "\n" }.joined()
        try target.write(Array(text.utf8), to: kept.adding(FileName.reportSuffixes.text))
        step(.reportedAsText)
        try taking.move(name, to: target, as: kept)
        step(.kept)
        try target.sync()
        try taking.sync()
        if isDone { state.done += 1 } else { state.counts[.failed, default: 0] += 1 }
        state.counts[.waiting] = queue.count
        if queue.isEmpty { state.oldest = nil }
    }

    private func notice(of report: IntakeReport) -> InboxNotice {
        let errors = report.diagnostics.errorTotals.values.reduce(0, +)
        let first = report.diagnostics.errors.first.map { "\($0)" } ?? "\(report.file): was not recorded"
        let words = report.lines.first ?? (errors > 1 ? "\(first) and \(errors - 1) more" : first)
        return InboxNotice(
            inbox: settings.name, words: words, isBad: report.status != .done, isOfBatch: report.recorded?.batch != nil)
    }
}

/// Looks whether a file is still as it was before it was read: nothing of a file that changes meanwhile is recorded.
private struct UnchangedFile: IntakeWatch {
    let descriptor: Int32
    let status: FileStatus?

    var isChanged: Bool {
        guard let status else { return false }
        return FileStatus(descriptor: descriptor).map { !$0.isUnchanged(since: status) } ?? true
    }

    func hasRead(_ count: Int, of input: IntakeInput) {}

    func willRecord(rows: Int) throws(RecordFailure) {
        if isChanged { throw .inputUnreadable(why: "somebody writes the file") }
    }

    func allows(_ question: RevisionQuestion) -> Bool { false }
}
