public import Exchange
public import Formats
public import Indicators
public import Record
public import Reports

/// What became of an input.
public struct IntakeReport: Sendable {
    /// The input as its user named it.
    public let file: String
    /// Done, or why not.
    public let status: ExitStatus
    /// What was recorded, or would be; nil: nothing, as ``diagnostics`` tell.
    public let recorded: AppendReport?
    /// Every fault and doubt.
    public let diagnostics: Diagnostics
    /// What it was read as and how it is laid out, where its form is not the default.
    public let detected: String?
    /// What became of its marks.
    public let account: ReadingAccount
    /// Whether nothing was to be kept.
    public let isDryRun: Bool
    /// What alone stopped it, and would not if somebody said yes; nil: nothing did, or more.
    public internal(set) var question: RevisionQuestion?
    /// The open input, to show the lines that diagnostics are about; nil: it couldn't be opened.
    public let input: InputFile?
    /// The input's character set; nil where it was not read.
    public let encoding: ReadingOptions.Encoding?
}

extension IntakeReport {
    /// What is told before its diagnostics, a line each.
    public var notes: [String] { account.notes(of: file, detected: detected) }

    /// Whether rows are among the faults that whoever brought the input may not write.
    public var isForbidden: Bool { diagnostics.errorTotals[.notPermitted] != nil }

    private var remarks: [(words: String, count: Int)] { account.remarks.map { ($0.words, $0.count) } }

    /// What is told of what was recorded, a line each; nothing of an input that was refused.
    public var lines: [String] { recorded?.lines(file: file, isDryRun: isDryRun) ?? [] }

    /// The report as JSON: the batch and what its rows did, or the errors and how many there were of each.
    public var json: JSONValue {
        guard let recorded else { return JSONValue(refusalOf: file, diagnostics, form: detected, remarks: remarks) }
        let warnings = diagnostics.warningTotals.values.reduce(0, +)
        return JSONValue(recorded, file: file, warnings: warnings, form: detected, remarks: remarks)
    }
}

extension IntakeReport {
    /// The report of an input that can't be opened.
    public init(_ error: InputError) {
        var diagnostics = Diagnostics()
        diagnostics.add(Diagnostic(.unreadableFile, file: error.file, message: error.message))
        self.init(
            file: error.file, status: ExitStatus(error), recorded: nil, diagnostics: diagnostics, detected: nil,
            account: ReadingAccount(), isDryRun: false, question: nil, input: nil, encoding: nil)
    }
}

extension ExitStatus {
    /// The status of an input that can't be read.
    public init(_ error: InputError) { self = error.isFailedRead ? .inputOutput : .noInput }
}
