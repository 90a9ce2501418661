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
            let found = LongCSVColumns.columns(of: header, required: required.filter { given[$0] == nil })
            let positions = block.fieldPositions
            for fault in found.faults { report(fault, start, positions, header, required, to: &reading) }
            return reading.diagnostics.hasErrors
                ? nil : LongCSVColumns(found, readsValues: required.contains(.value))
        }
    }

    /// Columns of SDMX that change what a row says, so that it can't be read without them.
    private static let decisive = ["UNIT_MULT", "ACTION"]

    private func report<Reading: ObservationReading & ~Copyable>(
        _ fault: CSVColumns.Fault, _ start: TextPosition, _ positions: [TextPosition], _ names: [String],
        _ required: [ObservationField], to reading: inout Reading
    ) {
        switch fault {
        case .missing(let name):
            reading.report(
                .missingColumn, at: start, message: "no column \(name)",
                expected: "required are \(required.map(\.column).joined(separator: ", "))")
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
        case .unknown(let name, _) where name.trimmed.isEmpty: break
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
