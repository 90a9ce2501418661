internal import Indicators

/// Decides which form an input has.
struct FormDetection {
    /// A form, or why none can be chosen.
    enum Finding {
        case form(ObservationForm)
        /// One, or one for each sheet.
        case faults([Diagnostic])
    }

    /// The forms that there are, at least one; the first is the default.
    let forms: [ObservationForm]
    /// The name that `--format` gives; nil: the input tells.
    let named: String?
    /// The columns that an input of the default form must have, for messages.
    let requiredFields: [ObservationField]

    /// The form of an input that begins with `head`.
    func form(of head: FormHead, file: String) -> Finding {
        // 1. A form that is named is taken as it is said.
        if let named, let form = forms.first(where: { $0.name == named }) { return .form(form) }
        // 2. Each form looks at the first bytes and rows; of those that recognise it the one of the highest precedence is taken.
        let found = matches(head)
        if found.count == 1 { return .form(found[0]) }
        // 3. Of two of the same nothing is guessed.
        if found.count > 1 { return .faults([ambiguous(found, file: file)]) }
        // 4. What is no file of figures at all is told by its name.
        if let fault = other(head, file: file) { return .faults([fault]) }
        // 5. What has no row of text to look at is left to the default form, which says why.
        guard let row = head.firstRow else { return .form(forms[0]) }
        // 6. The rest is told once, by what it looks like.
        return .faults([unknown(row, head, file: file)])
    }

    /// The forms of the highest precedence that recognise an input.
    private func matches(_ head: FormHead) -> [ObservationForm] {
        let found = forms.filter { $0.recognises(head) }
        let highest = found.map(\.precedence).max()
        return found.filter { $0.precedence == highest }
    }

    /// Of an input's sheets that which is in a form; of several nothing is guessed.
    func sheet(of inputs: [FormInput], file: String) -> (input: FormInput, finding: Finding)? {
        let found = inputs.filter { input in matches(input.head).contains { named == nil || $0.name == named } }
        guard let first = found.first ?? inputs.first else { return nil }
        guard found.count > 0 else { return (first, form(ofSheets: inputs, first, file: file)) }
        guard found.count > 1 else { return (first, form(of: first.head, file: file)) }
        let names = found.compactMap { $0.sheet?.name }
        let fault = Diagnostic(
            .ambiguousForm, file: file, message: "has \(names.count) sheets of figures",
            expected: "say which by " + names.map { "--sheet \"\($0)\"" }.joined(separator: " or "))
        return (first, .faults([fault]))
    }

    /// What is said where no sheet is in a form: why each isn't, but the blank ones.
    private func form(ofSheets inputs: [FormInput], _ first: FormInput, file: String) -> Finding {
        var faults: [Diagnostic] = []
        for input in inputs where input.head.firstRow != nil {
            guard case .faults(let found) = form(of: input.head, file: file) else { break }
            faults += found.map { $0.placed(onSheet: input.sheet?.name) }
        }
        return faults.isEmpty ? form(of: first.head, file: file) : .faults(faults)
    }

    /// What is said of a page, a workbook or JSON.
    private func other(_ head: FormHead, file: String) -> Diagnostic? {
        if head.bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            return Diagnostic(
                .binaryFile, file: file, message: "is a workbook of an old Excel (.xls)",
                expected: "open it and save it as .xlsx, or the sheet as \"CSV UTF-8\"")
        }
        let start = String(decoding: head.bytes.prefix(200), as: UTF8.self).trimmed.lowercased()
        if start.hasPrefix("{") || start.hasPrefix("[{") || start.hasPrefix("[[") || start.hasPrefix("[\"") {
            return Diagnostic(
                .unknownForm, file: file, message: "is JSON in no form that is known",
                expected: "JSON-stat, SDMX-JSON and that of the World Bank are read; or ask for the figures as CSV")
        }
        guard start.hasPrefix("<!doctype html") || start.hasPrefix("<html") else { return nil }
        return Diagnostic(
            .unknownForm, file: file, message: "is a web page, not data",
            expected: "look at it in a browser: it may say why the data was not sent")
    }

    private func ambiguous(_ found: [ObservationForm], file: String) -> Diagnostic {
        let titles = found.map(\.title).joined(separator: " and ")
        let options = found.map { "--format \($0.name)" }.joined(separator: " or ")
        return Diagnostic(
            .ambiguousForm, file: file, message: "can be read as \(titles)", expected: "say which by \(options)")
    }

    private func unknown(_ row: [String], _ head: FormHead, file: String) -> Diagnostic {
        let shown = row.prefix(3).map { "\"\($0.count > 40 ? $0.prefix(40) + "…" : $0)\"" }
        let fields =
            "\(row.count.counted("field")), \(shown.joined(separator: ", "))"
            + (row.count > shown.count ? ", …" : "")
        let columns = requiredFields.map(\.column).joined(separator: ",")
        return Diagnostic(
            .unknownForm, file: file, line: 1, column: 1,
            message: "is in no form that is known: its first row has \(fields)",
            expected: "expected a header such as \(columns)"
                + (MappedCSV.mayMap(head)
                    ? "; " + MappedCSV.advice(on: "other columns, or columns of years,", file: file)
                    : "; --format names a form: " + ObservationForm.names(of: forms)))
    }
}
