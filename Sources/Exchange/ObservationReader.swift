package import Formats
public import Indicators

/// Reads inputs of observations in whatever form they have.
public struct ObservationReader: Sendable {
    /// The forms that are known; the first is the default.
    public let forms: [ObservationForm]

    /// A reader of some forms, at least one.
    public init(forms: [ObservationForm] = ObservationForm.table) {
        precondition(!forms.isEmpty, "a reader has a form")
        self.forms = forms
    }

    /// Reads an open input to its end, by a catalog.
    ///
    /// - Parameter watch: is told, block by block, how many bytes were read so far.
    /// - Throws: ``InputError`` where reading fails; faults of the content are in the result.
    public func read(
        _ input: InputFile, catalog: Catalog, options: ReadingOptions, watch: (Int) -> Void = { _ in }
    ) throws(InputError) -> ObservationFile {
        let file = try read(
            InputSource(input), again: input, CatalogReading(catalog: catalog, options: options), options, watch: watch)
        guard let (again, other) = secondReading(of: input, file.diagnostics, options) else { return file }
        var reading = CatalogReading(catalog: catalog, options: other)
        reading.reportAssumedEncoding()
        let second = try read(again, again: input, reading, other) { _ in }
        guard !second.diagnostics.isDecoded else { return second }
        let code = Diagnostic.Code(rawValue: CSVFault.Kind.invalidUTF8.rawValue)
        return file.advising("nor is the file GB18030; save it as UTF-8, or name its --encoding", for: code)
    }

    /// The input from its start on, to be read as GB18030, where it is no UTF-8 and its user has not said what it is.
    private func secondReading(
        of input: InputFile, _ diagnostics: Diagnostics, _ options: ReadingOptions
    ) -> (PlacedSource, ReadingOptions)? {
        guard options.encoding == nil, diagnostics.hasForeignBytes, let again = input.again() else { return nil }
        var other = options
        other.encoding = .gb18030
        return (again, other)
    }

    /// Reads bytes to their end, by a catalog. They can't be read again, so that messages about two rows name lines alone.
    ///
    /// - Throws: ``InputError`` where reading fails; faults of the content are in the result.
    package func read(
        from bytes: some ByteSource & Sendable, catalog: Catalog, options: ReadingOptions,
        chunkSize: Int = StatementOrder.chunkSize
    ) throws(InputError) -> ObservationFile {
        let reading = CatalogReading(catalog: catalog, options: options, chunkSize: chunkSize)
        return try read(bytes, again: nil, reading, options) { _ in }
    }

    private func read(
        _ bytes: some ByteSource & Sendable, again: InputFile?, _ fresh: consuming CatalogReading,
        _ options: ReadingOptions, watch: (Int) -> Void
    ) throws(InputError) -> ObservationFile {
        var reading = fresh
        let found = try start(bytes, options, reading.requiredFields)
        guard case .form(let form) = found.finding, let input = found.input else {
            return ObservationFile(
                refused: found.finding.diagnostics, in: found.input?.coding.encoding ?? .utf8)
        }
        try read(input, options, &reading) { (reading) throws(FormatsError) in
            try form.readByCatalog(input, &reading, watch)
        }
        do {
            var disagreements = Disagreements()
            let statements = try reading.finish(&disagreements)
            report(disagreements, of: form, options, again, onSheet: input.sheet?.name, in: &reading.diagnostics)
            reading.diagnostics.place(onSheet: input.sheet?.name)
            return ObservationFile(
                statements: statements, diagnostics: reading.diagnostics, sha256: input.digest, form: form,
                reading: options.reading(as: form, in: input.coding.encoding, reading.account),
                encoding: input.coding.encoding,
                detected: detected(form, reading.account), account: reading.account,
                sheet: input.sheet?.name)
        } catch {
            throw InputError(file: options.file, message: "\(error)", isFailedRead: true)
        }
    }

    /// Reads an open input to its end, without a catalog.
    ///
    /// - Throws: ``InputError`` where reading fails; faults of the content are in the result.
    public func series(of input: InputFile, options: ReadingOptions) throws(InputError) -> SeriesFile {
        let file = try series(from: InputSource(input), again: input, SeriesReading(file: options.file), options)
        guard let (again, other) = secondReading(of: input, file.diagnostics, options) else { return file }
        var reading = SeriesReading(file: options.file)
        reading.reportAssumedEncoding()
        let second = try series(from: again, again: input, reading, other)
        return second.diagnostics.isDecoded ? second : file
    }

    private func series(
        from bytes: some ByteSource & Sendable, again: InputFile?, _ fresh: consuming SeriesReading,
        _ options: ReadingOptions
    ) throws(InputError) -> SeriesFile {
        var reading = fresh
        let found = try start(bytes, options, reading.requiredFields)
        guard case .form(let form) = found.finding, let input = found.input else {
            return SeriesFile(
                series: [], units: [:], diagnostics: found.finding.diagnostics, detected: nil, account: ReadingAccount()
            )
        }
        try read(input, options, &reading) { (reading) throws(FormatsError) in
            try form.readSeries(input, &reading) { _ in }
        }
        var disagreements = Disagreements()
        let (series, units) = reading.finish(&disagreements)
        report(disagreements, of: form, options, again, onSheet: input.sheet?.name, in: &reading.diagnostics)
        reading.diagnostics.place(onSheet: input.sheet?.name)
        return SeriesFile(
            series: series, units: units, diagnostics: reading.diagnostics,
            detected: detected(form, reading.account), account: reading.account)
    }

    /// Reads in a form; faults of the input's bytes are reported.
    private func read<Reading: ObservationReading & ~Copyable>(
        _ input: FormInput, _ options: ReadingOptions, _ reading: inout Reading,
        _ body: (inout Reading) throws(FormatsError) -> Void
    ) throws(InputError) {
        do {
            try body(&reading)
        } catch FormatsError.undecodable(_, _, let position) {
            reading.report(
                .wrongEncoding, at: position, message: "no character of \(input.coding.encoding.rawValue)",
                expected: "name the file's own --encoding")
        } catch let error where error.isDamage {
            reading.report(.damagedFile, error)
        } catch {
            throw InputError(file: options.file, message: error.description, isFailedRead: true)
        }
    }

    /// Reads the first bytes and chooses the form, and of a workbook the sheet.
    private func start(
        _ bytes: some ByteSource & Sendable, _ options: ReadingOptions, _ requiredFields: [ObservationField]
    ) throws(InputError) -> (input: FormInput?, finding: FormDetection.Finding) {
        let detection = FormDetection(forms: forms, named: options.format, requiredFields: requiredFields)
        do {
            let input = try FormInput(bytes, encoding: options.encoding, settings: options.settings)
            let found = try detection.sheet(of: input.sheets(), file: options.file)
            return (found?.input, found?.finding ?? detection.form(of: input.head, file: options.file))
        } catch let error where error.isDamage {
            let (message, expected) = error.parts
            return (
                nil, .faults([Diagnostic(.damagedFile, file: options.file, message: message, expected: expected)])
            )
        } catch {
            throw InputError(file: options.file, message: error.description, isFailedRead: true)
        }
    }

    /// What is said of a form that was detected or named; nothing of the default.
    private func detected(_ form: ObservationForm, _ account: ReadingAccount) -> String? {
        form.name == forms[0].name ? nil : ([form.title] + account.layout).joined(separator: ", ")
    }

    private func report(
        _ disagreements: Disagreements, of form: ObservationForm, _ options: ReadingOptions, _ input: InputFile?,
        onSheet sheet: String?, in diagnostics: inout Diagnostics
    ) {
        let rows = form.hasRowPerLine ? [] : disagreements.locations
        let positions = input.map { values(of: rows, in: $0, form: form, options: options) } ?? [:]
        disagreements.report(in: &diagnostics, file: options.file, at: positions, onSheet: sheet)
    }
}

extension ObservationReader {
    /// Where the values of some rows stand, by row; for messages, as the input is read again.
    ///
    /// Rows are left out where the input can't be read again, or has changed meanwhile.
    public func values(
        of rows: Set<RowLocation>, in input: InputFile, form: ObservationForm, options: ReadingOptions
    ) -> [RowLocation: ValueLocation] {
        guard !rows.isEmpty, let bytes = input.again() else { return [:] }
        var search = ValueSearch(for: rows, options: options)
        // A fault ends it, as it was told when it was met first.
        guard let again = (try? start(bytes, options, []))?.input else { return [:] }
        try? form.readValues(again, &search) { _ in }
        return search.found
    }
}

extension FormDetection.Finding {
    fileprivate var diagnostics: Diagnostics {
        var diagnostics = Diagnostics()
        if case .faults(let faults) = self { faults.forEach { diagnostics.add($0) } }
        return diagnostics
    }
}

extension ObservationReader {
    /// A first mapping of an input, as YAML, for its user to complete; nil where there is nothing to map.
    ///
    /// - Throws: ``InputError`` where reading fails.
    public func draftMapping(of input: InputFile, options: ReadingOptions) throws(InputError) -> String? {
        let (found, finding) = try start(InputSource(input), options, ObservationField.required(isRetraction: false))
        guard let found else { return nil }
        do {
            var draft: MappingDraft?
            if case .form(let form) = finding { draft = try form.draft(found) }
            if draft == nil { draft = MappedCSV.unknownLayout(of: found.head).map { MappingDraft(form: nil, $0) } }
            return draft?.yaml(file: options.source)
        } catch {
            throw InputError(file: input.name, message: error.description, isFailedRead: true)
        }
    }
}

extension FormatsError {
    /// What is wrong, and what would be right.
    fileprivate var parts: (message: String, expected: String?) {
        let parts = description.split(separator: "; ", maxSplits: 1).map(String.init)
        return (parts[0], parts.dropFirst().first)
    }

    /// Whether the input's bytes are at fault, and not the reading of them.
    fileprivate var isDamage: Bool {
        switch self {
        case .undecodable, .damagedGzip, .unpackedTooLarge, .badWorkbook: true
        case .unreadable, .unknownCharacterSet, .compression, .notKept: false
        }
    }
}

extension Diagnostics {
    /// Whether bytes were met that are no UTF-8.
    fileprivate var hasForeignBytes: Bool {
        errorTotals[Diagnostic.Code(rawValue: CSVFault.Kind.invalidUTF8.rawValue)] != nil
    }

    /// Whether all bytes were characters.
    fileprivate var isDecoded: Bool { errorTotals[.wrongEncoding] == nil && errorTotals[.binaryFile] == nil }
}

extension ObservationReading where Self: ~Copyable {
    /// Says that GB18030 was assumed.
    fileprivate mutating func reportAssumedEncoding() {
        report(
            .assumedEncoding, severity: .warning, message: "is no UTF-8, and is read as GB18030",
            expected: "name its --encoding if it is another")
    }

    /// Reports bytes that can't be read.
    fileprivate mutating func report(_ code: Diagnostic.Code, _ error: FormatsError) {
        let (message, expected) = error.parts
        report(code, message: message, expected: expected)
    }
}
