// On the hot path: benchmark `backfill` in Benchmarks/.

internal import Formats
internal import Indicators

/// A reading of long CSV, a row an observation: what holds whether a catalog knows its names or not.
protocol LongCSVReading: ~Copyable {
    /// The input as its user named it, for messages.
    var file: String { get }
    /// The columns that the header must have; of ``LongCSVColumns/all`` the first.
    var requiredColumns: [String] { get }
    /// What to do about bytes that are no UTF-8, where that needs more words than the fault's own.
    var adviceOnEncoding: String? { get }
    var columns: LongCSVColumns { get set }
    var diagnostics: Diagnostics { get set }

    /// Checks a row: keeps it, or reports all that is wrong with it.
    mutating func takeRow(_ reader: borrowing CSVReader)
}

extension LongCSVReading where Self: ~Copyable {
    /// Reads header and rows to the source's end.
    mutating func readRows<Source: ByteSource & ~Copyable>(from source: inout Source) throws(FormatsError) {
        var reader = CSVReader()
        guard try readHeader(&reader, from: &source) else { return }
        var isEmpty = true
        while let event = try reader.next(from: &source) {
            isEmpty = false
            switch event {
            case .row: if hasAllFields(reader) { takeRow(reader) }
            case .fault(let fault): report(fault)
            }
        }
        if isEmpty {
            report(.noRows, message: "has a header but no rows", expected: "give at least one row below it")
        }
    }

    /// Reads the header; whether rows can be read by it.
    private mutating func readHeader<Source: ByteSource & ~Copyable>(
        _ reader: inout CSVReader, from source: inout Source
    ) throws(FormatsError) -> Bool {
        let event = try reader.next(from: &source)
        if let mark = reader.byteOrderMark, mark != .utf8 {
            report(.wrongEncoding, message: "is UTF-16", expected: "save it as UTF-8")
            return false
        }
        switch event {
        case nil:
            report(
                .emptyFile, message: "is empty",
                expected: "expected a header with \(requiredColumns.joined(separator: ","))")
            return false
        case .fault(let fault):
            if fault.kind == .nul || fault.kind == .rowTooLong || fault.kind == .invalidUTF8 && reader.looksBinary {
                report(
                    .binaryFile, line: fault.position.line, column: fault.position.column,
                    message: "is no text file", expected: "expected CSV")
            } else {
                report(fault)
            }
            return false
        case .row:
            let header = (0..<reader.fieldCount).map { reader.text(ofField: $0) }
            if let separator = otherSeparator(of: header) {
                report(
                    .wrongSeparator, line: reader.line, column: 1, message: "columns are separated by \(separator)",
                    expected: "save the file with commas")
                return false
            }
            let found = LongCSVColumns.columns(of: header, required: requiredColumns)
            for fault in found.faults { report(fault, of: reader) }
            columns = LongCSVColumns(found)
            return !diagnostics.hasErrors
        }
    }

    /// What separates the columns of a header that has none by commas; nil where it is no such header.
    private func otherSeparator(of header: [String]) -> String? {
        guard header.count == 1, let line = header.first else { return nil }
        let separators: [(Character, String)] = [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")]
        return separators.first { character, _ in
            line.split(separator: character).count { requiredColumns.contains(String($0)) } > 1
        }?.1
    }

    private mutating func hasAllFields(_ reader: borrowing CSVReader) -> Bool {
        if reader.fieldCount == columns.count { return true }
        report(
            .rowLength, line: reader.line, column: 1,
            message: "row of \(reader.fieldCount) fields", expected: "the header has \(columns.count)")
        return false
    }
}
