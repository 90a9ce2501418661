public import Exchange
public import Foundation
public import Indicators
public import Record
internal import Reports

/// The one door into a record: takes inputs to batches, and tells what became of each.
///
/// An input is opened, its form detected, read and checked, recorded and reported. Whoever brings it says how it is read and looks
/// on; the door knows no terminal and no wire.
///
///     let door = Door(to: record, catalog: catalog, timeZone: zone, recordedBy: "statistician")
///     let reports = try door.take([IntakeInput(opening: "figures.csv")], IntakeOptions(today: today))
public struct Door: Sendable {
    private let record: (any RecordStore)?
    private let catalog: Catalog
    private let timeZone: TimeZone
    private let recordedBy: String
    private let reader: ObservationReader

    /// A door into a record.
    ///
    /// - Parameters:
    ///   - record: the record; nil where there are but inputs that can't be opened, which are told all the same.
    ///   - timeZone: the zone whose day an undated row is published on.
    ///   - recordedBy: who records.
    ///   - reader: knows the forms.
    public init(
        to record: (any RecordStore)?, catalog: Catalog, timeZone: TimeZone, recordedBy: String,
        reader: ObservationReader = ObservationReader()
    ) {
        self.record = record
        self.catalog = catalog
        self.timeZone = timeZone
        self.recordedBy = recordedBy
        self.reader = reader
    }

    /// An input that was read, or why it couldn't be.
    private struct Member {
        let input: IntakeInput
        let options: ReadingOptions
        let reading: Result<ObservationFile, InputError>
        /// Rows that may not be written.
        let forbidden: ForbiddenRows

        /// What was read, if nothing is wrong with the input itself.
        var sound: ObservationFile? {
            guard let file = try? reading.get(), !file.diagnostics.hasErrors, forbidden.count == 0 else { return nil }
            return file
        }
    }

    /// Takes inputs, each as a batch of its own: all of them, or none where one is wrong or refused.
    ///
    /// - Returns: a report for each input, in their order.
    /// - Throws: what the record throws; nothing is recorded then.
    public func take(
        _ inputs: [IntakeInput], _ options: IntakeOptions, watch: some IntakeWatch = NoWatch()
    ) throws(RecordFailure) -> [IntakeReport] {
        let inForce = options.allowsDeletingAll ? try figuresInForce() : nil
        let members = try inputs.map { (input) throws(RecordFailure) in
            try read(input, options.reading(of: input.file, inForce), options.scope, watch)
        }
        let isWhole = members.allSatisfy { $0.sound != nil }
        try watch.willRecord(rows: members.reduce(0) { $0 + ($1.sound?.statements.count ?? 0) })
        var allowed = options.allowed
        // Where an input is missing or wrong the others are tried all the same, so that every error is told at once.
        var reports = try append(members, allowed, isDryRun: options.isDryRun || !isWhole)
        let question = isWhole ? RevisionQuestion(about: reports, allowed) : nil
        if let question, watch.allows(question) {
            allowed.insert(.revision)
            reports = try append(members, allowed, isDryRun: options.isDryRun)
        }
        let isKept = isWhole && !reports.contains(where: \.isRefused)
        var next = reports.makeIterator()
        return members.map { member in
            let recorded = member.sound == nil ? nil : next.next()
            var report = report(member, recorded, allowed, isKept: isKept, isDryRun: options.isDryRun)
            if !isKept { report.question = question }
            return report
        }
    }

    /// What deletions of more than they name are about.
    private func figuresInForce() throws(RecordFailure) -> FiguresInForce? {
        guard let view = try record?.view() else { return nil }
        return FiguresInForce(try view.series(SeriesSelection(), asOf: AsOf()), after: view.state.batch)
    }

    private func read(
        _ input: IntakeInput, _ options: ReadingOptions, _ scope: SeriesScope, _ watch: some IntakeWatch
    ) throws(RecordFailure) -> Member {
        let reading = input.input.flatMap { open in
            Result { () throws(InputError) in
                try reader.read(open, catalog: catalog, options: options) { watch.hasRead($0, of: input) }
            }
        }
        let forbidden = try ForbiddenRows(in: try? reading.get(), outside: scope)
        return Member(input: input, options: options, reading: reading, forbidden: forbidden)
    }

    /// Records what is sound, each input as a batch: all of them, or nothing where one is refused.
    private func append(
        _ members: [Member], _ allowed: Set<SeriesGuard>, isDryRun: Bool
    ) throws(RecordFailure) -> [AppendReport] {
        let units = Dictionary(uniqueKeysWithValues: catalog.indicators.map { ($0.id, $0.unit.symbol) })
        let batches = members.compactMap { member in
            member.sound.map { file in
                let input = BatchInput(file: member.input.file, sha256: file.sha256, reading: file.reading)
                let draft = BatchDraft(
                    input: input, isRetraction: member.options.isRetraction, recordedBy: recordedBy,
                    timeZone: timeZone, units: units, knownUnits: catalog.units, allowed: allowed)
                return (draft: draft, statements: file.statements)
            }
        }
        guard let record, !batches.isEmpty else { return [] }
        return try record.append(batches, dryRun: isDryRun)
    }

    private func report(
        _ member: Member, _ recorded: AppendReport?, _ allowed: Set<SeriesGuard>, isKept: Bool, isDryRun: Bool
    ) -> IntakeReport {
        let file = member.input.file
        var diagnostics = Diagnostics()
        var status = ExitStatus.badData
        var form: String?
        var account = ReadingAccount()
        switch member.reading {
        case .failure(let error):
            diagnostics.add(Diagnostic(.unreadableFile, file: file, message: error.message))
            status = ExitStatus(error)
        case .success(let read):
            diagnostics = read.diagnostics
            (form, account) = (read.detected, read.account)
            if member.forbidden.count > 0 {
                add(member.forbidden, of: member, read, to: &diagnostics)
                status = .notAllowed
            }
            guard let recorded else { break }
            add(recorded, of: member, read, allowed, to: &diagnostics)
            if isKept {
                status = .done
            } else if !recorded.isRefused {
                diagnostics.add(
                    Diagnostic(.notTogether, file: file, message: "is not recorded, as another of the files can't be"))
            }
        }
        return IntakeReport(
            file: file, status: status, recorded: status == .done ? recorded : nil, diagnostics: diagnostics,
            detected: form, account: account, isDryRun: isDryRun, question: nil, input: try? member.input.input.get(),
            encoding: (try? member.reading.get())?.encoding)
    }

    /// Where values of rows stand.
    private func places(
        of rows: Set<RowLocation>, _ member: Member, _ read: ObservationFile
    ) -> [RowLocation: ValueLocation] {
        guard let form = read.form, let input = try? member.input.input.get() else { return [:] }
        var options = member.options
        options.encoding = read.encoding
        return reader.values(of: rows, in: input, form: form, options: options)
    }

    /// Adds the rows that may not be written.
    private func add(
        _ forbidden: ForbiddenRows, of member: Member, _ read: ObservationFile, to diagnostics: inout Diagnostics
    ) {
        let rows = read.form?.hasRowPerLine == true ? [] : Set(forbidden.kept.map(\.row))
        let values = places(of: rows, member, read)
        for one in forbidden.kept {
            let value = values[one.row]
            diagnostics.add(
                Diagnostic(
                    .notPermitted, file: member.input.file, line: value?.line ?? Int(one.row.line),
                    column: value?.column ?? 1,
                    message: "\(one.series.indicator) \(one.series.region) \(one.year): \(recordedBy) may not write it",
                    expected: "leave it out, or ask for a token that may"))
        }
        diagnostics.count(.notPermitted, times: forbidden.count - forbidden.kept.count)
        diagnostics.place(onSheet: read.sheet)
    }

    /// Adds what is to be said of an input, now that it is known what it does to the record.
    private func add(
        _ recorded: AppendReport, of member: Member, _ read: ObservationFile, _ allowed: Set<SeriesGuard>,
        to diagnostics: inout Diagnostics
    ) {
        let file = member.input.file
        let idle = recorded.idleRetractions.prefix(Diagnostics.keptOfAKind)
        let rows = Set(recorded.findings.kept.map(\.row) + (read.form?.hasRowPerLine == true ? [] : idle))
        let values = places(of: rows, member, read)
        for row in recorded.idleRetractions {
            let value = values[row]
            diagnostics.add(
                Diagnostic(
                    .idleRetraction, severity: .warning, file: file, line: value?.line ?? Int(row.line),
                    column: value?.column ?? 1, message: "takes back nothing that is in force"))
        }
        defer { diagnostics.place(onSheet: read.sheet) }
        diagnostics.add(recorded.findings, allowing: allowed) { finding, isAllowed in
            Diagnostic(
                finding, file: file, location: values[finding.row],
                unit: catalog.indicator(finding.series.indicator)?.unit, known: catalog.units,
                isAllowed: isAllowed)
        }
    }
}
