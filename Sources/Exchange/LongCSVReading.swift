// On the hot path: benchmark `record` in Benchmarks/.

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
    var lastDate: LastDate { get set }
    var diagnostics: Diagnostics { get set }

    /// Checks a row: keeps it, or reports all that is wrong with it.
    mutating func takeRow(_ row: borrowing CSVBlock)
}

extension LongCSVReading where Self: ~Copyable {
    /// Reads header and rows to the belt's end.
    ///
    /// - Parameter watch: is told, block by block, how many bytes were read so far.
    mutating func readRows(from belt: RowBelt, watch: (Int) -> Void = { _ in }) throws(FormatsError) {
        defer { belt.stop() }
        var isAtHeader = true
        var isEmpty = true
        while case (var block, let count)? = belt.take() {
            if isAtHeader {
                guard try readHeader(&block) else { return }
                isAtHeader = false
            }
            watch(count)
            while let event = block.next() {
                isEmpty = false
                switch event {
                case .row: if hasAllFields(block) { takeRow(block) }
                case .fault(let fault): report(fault)
                }
            }
            if let failure = block.failure { throw failure }
            belt.giveBack(block)
        }
        if isEmpty {
            report(.noRows, message: "has a header but no rows", expected: "give at least one row below it")
        }
    }

    /// Reads the header; whether rows can be read by it.
    private mutating func readHeader(_ block: inout CSVBlock) throws(FormatsError) -> Bool {
        let event = block.next()
        if event == nil, let failure = block.failure { throw failure }
        if let mark = block.byteOrderMark, mark != .utf8 {
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
            if fault.kind == .nul || fault.kind == .rowTooLong || fault.kind == .invalidUTF8 && block.looksBinary {
                report(
                    .binaryFile, line: fault.position.line, column: fault.position.column,
                    message: "is no text file", expected: "expected CSV")
            } else {
                report(fault)
            }
            return false
        case .row:
            let header = (0..<block.fieldCount).map { block.text(ofField: $0) }
            if let separator = otherSeparator(of: header) {
                report(
                    .wrongSeparator, line: block.line, column: 1, message: "columns are separated by \(separator)",
                    expected: "save the file with commas")
                return false
            }
            let found = LongCSVColumns.columns(of: header, required: requiredColumns)
            for fault in found.faults { report(fault, of: block) }
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

    private mutating func hasAllFields(_ row: borrowing CSVBlock) -> Bool {
        if row.fieldCount == columns.count { return true }
        report(
            .rowLength, line: row.line, column: 1,
            message: "row of \(row.fieldCount) fields", expected: "the header has \(columns.count)")
        return false
    }
}
