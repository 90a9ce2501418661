internal import Formats
internal import Indicators

extension LongCSV {
    /// Reads the header; nil where rows can't be read by it, which is reported.
    func readHeader<Reading: ObservationReading & ~Copyable>(
        _ block: inout CSVBlock, _ layout: LongCSVLayout, _ given: [ObservationField: String],
        into reading: inout Reading
    ) throws(FormatsError) -> LongCSVColumns? {
        for _ in 0..<layout.rowsAbove { _ = block.next() }
        let event = block.next()
        if event == nil, let failure = block.failure { throw failure }
        if let mark = block.byteOrderMark, mark != .utf8 {
            reading.report(.wrongEncoding, message: "is UTF-16", expected: "save it as UTF-8")
            return nil
        }
        switch event {
        case nil:
            let columns = reading.requiredFields.map(\.column).joined(separator: ",")
            reading.report(.emptyFile, message: "is empty", expected: "expected a header with \(columns)")
            return nil
        case .fault(let fault):
            if fault.kind == .nul || fault.kind == .rowTooLong || fault.kind == .invalidUTF8 && block.looksBinary {
                reading.report(
                    .binaryFile, at: fault.position, message: "is no text file", expected: "expected CSV")
            } else {
                reading.report(fault)
            }
            return nil
        case .row:
            let header = (0..<block.fieldCount).map { block.text(ofField: $0) }
            let start = TextPosition(line: block.line, column: 1)
            if layout.separator == .bar {
                reading.report(
                    .wrongSeparator, at: start, message: "columns are separated by \(layout.separator.word)s",
                    expected: "save the file with commas")
                return nil
            }
            let required = reading.requiredFields
            let saysUnits = haveUnits(layout, reading)
            let found = LongCSVColumns.columns(
                of: header, required: required.filter { given[$0] == nil && ($0 != .unit || !saysUnits) })
            let positions = block.fieldPositions
            let missing = found.missing
            if !missing.isEmpty { report(missing: missing, beside: found, start, required, to: &reading) }
            for fault in found.faults { report(fault, positions, header, isWhole: missing.isEmpty, to: &reading) }
            return reading.diagnostics.hasErrors
                ? nil : LongCSVColumns(found, readsValues: required.contains(.value))
        }
    }

    /// Whether each indicator of the first rows has a unit in brackets behind it.
    private func haveUnits<Reading: ObservationReading & ~Copyable>(
        _ layout: LongCSVLayout, _ reading: borrowing Reading
    ) -> Bool {
        guard let column = layout.header.firstIndex(where: { ObservationField(columnNamed: $0) == .indicator }) else {
            return false
        }
        let titles = layout.texts(ofColumn: column)
        return !titles.isEmpty
            && titles.allSatisfy { title in
                reading.titled(title).map { !reading.takesAnyName || UnitOfMeasure(known: $0.unit) != nil } ?? false
            }
    }

    /// Columns of SDMX that change what a row says, so that it can't be read without them.
    private static let decisive = ["UNIT_MULT", "ACTION"]

    /// Reports all columns that are missing in one message.
    private func report<Reading: ObservationReading & ~Copyable>(
        missing names: [String], beside found: CSVColumns, _ start: TextPosition, _ required: [ObservationField],
        to reading: inout Reading
    ) {
        let advice = found.hasUnknown ? "; " + MappedCSV.advice(on: "other columns", file: reading.file) : ""
        reading.report(
            .missingColumn, at: start,
            message: "no column\(names.count > 1 ? "s" : "") \(names.joined(separator: ", "))",
            expected: "required are \(required.map(\.column).joined(separator: ", "))\(advice)")
    }

    /// - Parameter isWhole: whether no column is missing; else those that are not known are no matter.
    private func report<Reading: ObservationReading & ~Copyable>(
        _ fault: CSVColumns.Fault, _ positions: [TextPosition], _ names: [String], isWhole: Bool,
        to reading: inout Reading
    ) {
        switch fault {
        case .missing: break
        case .doubled(let name, let index):
            let first = names.first { ObservationField(columnNamed: $0)?.column == name } ?? name
            let isSame = first == names[index]
            reading.report(
                .doubledColumn, at: positions[index],
                message: isSame
                    ? "a second column \(names[index])" : "columns \(first) and \(names[index]) both say the \(name)",
                value: names[index], expected: "leave one out")
        case .misspelt(let name, let known, let index):
            reading.report(
                .misspeltColumn, at: positions[index], message: "unknown column \"\(name)\"",
                value: name, expected: "did you mean \"\(known)\"?")
        // An index, or columns that a spreadsheet holds to be there.
        case .unknown(let name, _) where name.trimmed.isEmpty || !isWhole: break
        case .unknown(let name, let index) where Self.decisive.contains(name.uppercased()):
            reading.report(
                .unknownColumn, at: positions[index],
                message: "column \"\(name)\" changes what rows say, and is not read", value: name,
                expected: "work it into the rows, and leave it out")
        case .unknown(let name, let index):
            reading.report(
                .unknownColumn, severity: .warning, at: positions[index],
                message: "unknown column \"\(name)\" is not read", value: name,
                expected: "known are \(ObservationField.columns.joined(separator: ", "))")
        }
    }
}

extension CSVColumns {
    /// The columns that have to be there and are not.
    fileprivate var missing: [String] {
        faults.compactMap { fault in
            guard case .missing(let name) = fault else { return nil }
            return name
        }
    }

    /// Whether there are columns with names that are not known.
    fileprivate var hasUnknown: Bool {
        faults.contains { fault in
            guard case .unknown(let name, _) = fault else { return false }
            return !name.trimmed.isEmpty
        }
    }
}
