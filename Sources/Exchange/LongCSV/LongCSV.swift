// On the hot path: benchmark `record` in Benchmarks/.

internal import Formats
internal import Indicators

/// Long CSV: a header of columns by name, then a row an observation.
struct LongCSV: FormReader {
    var hasRowPerLine: Bool { true }

    /// A header in which at least two columns are known, or would be if commas separated them.
    func recognises(_ head: FormHead) -> Bool {
        guard let header = head.firstRow else { return false }
        let known = header.count {
            ObservationField.columns.contains($0) || NearestName.slip($0, among: ObservationField.columns) != nil
        }
        return known > 1 || Self.otherSeparator(of: header) != nil
    }

    func read<Reading: ObservationReading & ~Copyable>(
        _ input: FormInput, into reading: inout Reading, watch: (Int) -> Void
    ) throws(FormatsError) {
        let belt = input.rows(separatedBy: .comma)
        defer { belt.stop() }
        guard var (block, count) = belt.take() else { return }
        guard let columns = try readHeader(&block, into: &reading) else { return }
        var rows = LongCSVRows(columns)
        var isEmpty = true
        while true {
            // Swapped, not copied: a block's room is its holder's alone.
            swap(&rows.block, &block)
            watch(count)
            while let event = rows.block.next() {
                isEmpty = false
                switch event {
                case .row:
                    if rows.hasAllFields {
                        reading.take(rows)
                    } else {
                        reading.report(
                            .rowLength, at: TextPosition(line: rows.block.line, column: 1),
                            message: "row of \(rows.block.fieldCount) fields",
                            expected: "the header has \(rows.columnCount)")
                    }
                case .fault(let fault): reading.report(fault)
                }
            }
            if let failure = rows.block.failure { throw failure }
            swap(&rows.block, &block)
            belt.giveBack(block)
            guard reading.wantsMore, let next = belt.take() else { break }
            (block, count) = next
        }
        if isEmpty {
            reading.report(.noRows, message: "has a header but no rows", expected: "give at least one row below it")
        }
    }
}
