internal import Formats
internal import Indicators

extension LongCSV {
    /// Reads the header; nil where rows can't be read by it, which is reported.
    func readHeader<Reading: ObservationReading & ~Copyable>(
        _ block: inout CSVBlock, into reading: inout Reading
    ) throws(FormatsError) -> LongCSVColumns? {
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
            if let separator = Self.otherSeparator(of: header) {
                reading.report(
                    .wrongSeparator, at: start, message: "columns are separated by \(separator.word)s",
                    expected: "save the file with commas")
                return nil
            }
            let required = reading.requiredFields
            let found = LongCSVColumns.columns(of: header, required: required)
            for fault in found.faults { report(fault, of: block, required, to: &reading) }
            return reading.diagnostics.hasErrors ? nil : LongCSVColumns(found, required: required)
        }
    }

    /// What separates the columns of a header that has none by commas; nil where it is no such header.
    static func otherSeparator(of header: [String]) -> CSVSeparator? {
        guard header.count == 1, let line = header.first else { return nil }
        let required = ObservationField.required(isRetraction: false).map(\.column)
        return CSVSeparator.allCases.first { separator in
            let fields = line.split(separator: Character(Unicode.Scalar(separator.rawValue)))
            return fields.count { required.contains(String($0)) } > 1
        }
    }

    private func report<Reading: ObservationReading & ~Copyable>(
        _ fault: CSVColumns.Fault, of header: borrowing CSVBlock, _ required: [ObservationField],
        to reading: inout Reading
    ) {
        switch fault {
        case .missing(let name):
            reading.report(
                .missingColumn, at: TextPosition(line: header.line, column: 1), message: "no column \(name)",
                expected: "required are \(required.map(\.column).joined(separator: ", "))")
        case .doubled(let name, let index):
            reading.report(
                .doubledColumn, at: header.position(ofField: index), message: "a second column \(name)", value: name,
                expected: "leave one out")
        case .misspelt(let name, let known, let index):
            reading.report(
                .misspeltColumn, at: header.position(ofField: index), message: "unknown column \"\(name)\"",
                value: name, expected: "did you mean \"\(known)\"?")
        case .unknown(let name, let index):
            reading.report(
                .unknownColumn, severity: .warning, at: header.position(ofField: index),
                message: "unknown column \"\(name)\" is not read", value: name,
                expected: "known are \(ObservationField.columns.joined(separator: ", "))")
        }
    }
}
