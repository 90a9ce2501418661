public import Indicators

/// What was read of an input: its rows, if all are right, and what is to be said of them.
public struct ObservationFile: Sendable {
    /// The valid rows in order. Nothing of them may be recorded where ``diagnostics`` has errors.
    public let statements: any StatementSource
    /// Every fault and doubt.
    public let diagnostics: Diagnostics
    /// SHA-256 of the input's bytes.
    public let sha256: [UInt8]
    /// The form that it was read in; nil: it has none that is known.
    public let form: ObservationForm?
    /// The form's name and the options that change what the same bytes say; kept with a batch.
    public let reading: String
    /// The character set that it was read in.
    public let encoding: ReadingOptions.Encoding
    /// What the input was read as and how it is laid out, where its form is not the default.
    public let detected: String?
    /// What became of its marks.
    public let account: ReadingAccount
    /// The sheet that it was read from, of a workbook.
    public var sheet: String?
}

extension ObservationFile {
    /// The same with other advice for faults of a code.
    func advising(_ expected: String, for code: Diagnostic.Code) -> Self {
        ObservationFile(
            statements: statements, diagnostics: diagnostics.advising(expected, for: code), sha256: sha256, form: form,
            reading: reading, encoding: encoding, detected: detected, account: account)
    }

    /// What is left of an input that has no form that is known.
    init(refused diagnostics: Diagnostics, in encoding: ReadingOptions.Encoding) {
        self.init(
            statements: StatementBuffer(), diagnostics: diagnostics, sha256: [], form: nil, reading: "",
            encoding: encoding, detected: nil, account: ReadingAccount())
    }
}
