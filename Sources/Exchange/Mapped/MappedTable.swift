internal import Formats
internal import Indicators

/// A row of a table, of which each observation is looked at in turn.
protocol MappedRow: ComponentRow, ~Copyable {
    /// The block whose row is looked at.
    var block: CSVBlock { get set }

    /// Makes ready a row that was found; whether it has as many dimensions as it must have.
    mutating func begin() -> Bool

    /// Steps to the row's next observation; false: there are no more.
    mutating func step() -> Bool
}

/// Reads the rows of a foreign table by a plan.
struct MappedTable {
    let layout: MappedLayout
    let plan: MappingPlan

    func read<Row: MappedRow & ~Copyable, Reading: ObservationReading & ~Copyable>(
        _ fresh: consuming MappedRows<Row>, from input: FormInput, into reading: inout Reading, watch: (Int) -> Void
    ) throws(FormatsError) {
        var rows = fresh
        let belt = input.rows(separatedBy: layout.separator)
        defer { belt.stop() }
        var rowsAbove = layout.rowsAbove
        var isHeaderRead = false
        var isEmpty = true
        var deletions = FileDeletions(input.settings.inForce)
        let header = layout.header.map { Array($0.utf8) }
        while case (var block, let count)? = belt.take() {
            // Swapped, not copied: a block's room is its holder's alone.
            swap(&rows.row.block, &block)
            watch(count)
            while let event = rows.row.block.next() {
                if case .fault(let fault) = event {
                    reading.report(fault, separatedBy: layout.separator)
                } else if rowsAbove > 0 {
                    rowsAbove -= 1
                } else if !isHeaderRead {
                    isHeaderRead = true
                    guard plan.faults.isEmpty else { return report(plan.faults, rows.row.block, into: &reading) }
                    reportUnknown(rows.row.block, into: &reading)
                    guard hasEachYearOnce(rows.row.block, into: &reading) else { return }
                } else if rows.row.block.isRow(of: header) {
                    reading.reportRepeatedHeader(line: rows.row.block.line)
                } else {
                    isEmpty = false
                    take(&rows, &deletions, into: &reading)
                }
            }
            if let failure = rows.row.block.failure { throw failure }
            swap(&rows.row.block, &block)
            belt.giveBack(block)
            guard reading.wantsMore else { break }
        }
        if isEmpty {
            reading.report(.noRows, message: "has a header but no rows", expected: "give at least one row below it")
        }
        deletions.finish(into: &reading)
        rows.finish(into: &reading)
    }

    private func take<Row: MappedRow & ~Copyable, Reading: ObservationReading & ~Copyable>(
        _ rows: inout MappedRows<Row>, _ deletions: inout FileDeletions, into reading: inout Reading
    ) {
        let fields = rows.row.block.fieldCount
        guard fields == layout.header.count else {
            // Sources and dates that some services write below their tables.
            if fields == 1, ["Data from", "Last Updated"].contains(where: rows.row.block.text(ofField: 0).hasPrefix) {
                return reading.account.remark("lines below the table, which are not read")
            }
            return reading.report(
                .rowLength, at: TextPosition(line: rows.row.block.line, column: 1), message: "row of \(fields) fields",
                expected: "the header has \(layout.header.count)")
        }
        guard rows.row.begin() else {
            let names = plan.components.dropLast(2).map(\.name).joined(separator: ",")
            return reading.report(
                .rowLength, at: TextPosition(line: rows.row.block.line, column: 1),
                message: "\"\(rows.row.block.text(ofField: 0))\" has other dimensions than the header",
                expected: "expected \(names)")
        }
        rows.begin()
        while rows.row.step() {
            guard rows.prepare(into: &reading), deletions.takes(rows, into: &reading) else { continue }
            reading.take(rows)
            rows.noteTaken()
        }
    }

    private func report<Reading: ObservationReading & ~Copyable>(
        _ faults: [MappingPlan.Fault], _ header: borrowing CSVBlock, into reading: inout Reading
    ) {
        for fault in faults {
            reading.report(
                fault.code, at: fault.component.map { header.position(ofField: layout.field(ofComponent: $0)) },
                message: fault.message, expected: fault.expected)
        }
    }
}

extension MappedTable {
    /// Whether no year has two columns, which is reported.
    private func hasEachYearOnce<Reading: ObservationReading & ~Copyable>(
        _ header: borrowing CSVBlock, into reading: inout Reading
    ) -> Bool {
        guard case .wide(let years, _) = layout.rows else { return true }
        var firsts: [String: Int] = [:]
        var isSound = true
        for (index, year) in years.enumerated() where !year.isEmpty {
            guard let first = firsts.updateValue(index, forKey: year) else { continue }
            isSound = false
            reading.reportDoubledColumn(
                year, value: year, at: header.position(ofField: index), indices: (first, index))
        }
        return isSound
    }

    /// Tells which columns are not read.
    private func reportUnknown<Reading: ObservationReading & ~Copyable>(
        _ header: borrowing CSVBlock, into reading: inout Reading
    ) {
        let positions = header.fieldPositions
        for (index, component) in plan.components.enumerated() where component.role == .unknown {
            reading.report(
                .unknownColumn, severity: .warning, at: positions[layout.field(ofComponent: index)],
                message: "column \"\(component.name)\" is not read", value: component.name,
                expected: "a mapping can give it a meaning, or name it among `ignore`")
        }
    }
}

extension CSVComponentRow: MappedRow {
    mutating func begin() -> Bool {
        isSeen = false
        return true
    }

    mutating func repeats(_ runs: [ClosedRange<Int>]) -> Bool {
        var (start, index) = (0, 0)
        while index < lastEnds.count {
            let known = start..<lastEnds[index]
            guard block.withFields(runs[index], { $0.isEqual(to: last, known) }) == true else { break }
            (start, index) = (known.upperBound, index + 1)
        }
        if index == runs.count { return true }
        keep(runs)
        return false
    }

    private mutating func keep(_ runs: [ClosedRange<Int>]) {
        last.removeAll(keepingCapacity: true)
        lastEnds.removeAll(keepingCapacity: true)
        for run in runs {
            let isKnown = block.withFields(run) { text in
                for index in text.indices { last.append(text[index]) }
                return true
            }
            // What can't be told is not the same as anything.
            guard isKnown == true else { return }
            lastEnds.append(last.count)
        }
    }

    mutating func step() -> Bool {
        defer { isSeen = true }
        return !isSeen
    }
}

extension CellComponentRow: MappedRow {
    mutating func begin() -> Bool {
        cell = -1
        return findDimensions()
    }

    mutating func step() -> Bool {
        repeat { cell += 1 } while cell < fieldCount && years.isEmpty(cell)
        return cell < fieldCount
    }
}
