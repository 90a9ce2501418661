// On the hot path: benchmark `record` in Benchmarks/.

internal import Formats
internal import Indicators

/// Long CSV: a header of columns by name, then a row an observation.
struct LongCSV: FormReader {
    var hasRowPerLine: Bool { true }

    /// A header with at least two known columns, and neither years nor indicators in the place of the value.
    func recognises(_ head: FormHead) -> Bool {
        let layout = LongCSVLayout(of: head)
        return layout.fields.count > 1 && !layout.hasColumnsOfYears && !layout.hasColumnsOfIndicators
            && !TableLayout.isPanel(layout.header, TableKeys(of: layout.header))
    }

    func read<Reading: ObservationReading & ~Copyable>(
        _ input: FormInput, into reading: inout Reading, watch: (Int) -> Void
    ) throws(FormatsError) {
        let layout = LongCSVLayout(of: input.head)
        let belt = input.rows(separatedBy: layout.separator)
        defer { belt.stop() }
        guard let (first, count) = belt.take() else { return }
        var block = first
        let given = input.settings.given
        guard let columns = try readHeader(&block, layout, given, into: &reading) else { return }
        reading.account.remark("lines above the header, which are not read", times: layout.titles)
        let decimals = DecimalReading(
            input.settings.decimal, separator: layout.separator, numbers: layout.texts(ofColumn: columns[.value]))
        let rows = LongCSVRows(columns)
        if decimals == .point, given.isEmpty {
            try read(rows, block, count, from: belt, layout, into: &reading, watch: watch)
        } else {
            try read(
                DressedRows(rows, decimals, given: given), block, count, from: belt, layout, into: &reading,
                watch: watch)
        }
    }

    private func read<Rows: LongRows & ~Copyable, Reading: ObservationReading & ~Copyable>(
        _ fresh: consuming Rows, _ first: consuming CSVBlock, _ firstCount: Int, from belt: RowBelt,
        _ layout: LongCSVLayout, into reading: inout Reading, watch: (Int) -> Void
    ) throws(FormatsError) {
        var rows = fresh
        let header = layout.header.map { Array($0.utf8) }
        var (block, count) = (first, firstCount)
        var isEmpty = true
        while true {
            // Swapped, not copied: a block's room is its holder's alone.
            swap(&rows.block, &block)
            watch(count)
            while let event = rows.block.next() {
                isEmpty = false
                switch event {
                case .row:
                    if !rows.hasAllFields {
                        reading.report(
                            .rowLength, at: TextPosition(line: rows.block.line, column: 1),
                            message: "row of \(rows.block.fieldCount) fields",
                            expected: "the header has \(rows.columnCount)")
                    } else if rows.block.isRow(of: header) {
                        reading.reportRepeatedHeader(line: rows.block.line)
                    } else {
                        rows.reportFaults(to: &reading)
                        reading.take(rows)
                    }
                case .fault(let fault): reading.report(fault, separatedBy: layout.separator)
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
