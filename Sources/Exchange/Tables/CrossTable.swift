// On the hot path: benchmark `forms` in Benchmarks/.

internal import Formats
internal import Indicators

/// A table that is read: rows and columns name two of indicator, region and year, and the lines above it or `--set` the rest.
struct CrossTable<Reading: ObservationReading & ~Copyable>: ~Copyable {
    private var cell: TableCell
    private let decimals: DecimalReading
    private let given: [ObservationField: String]
    private let above: TableHeading
    private var rowsSeen = 0
    private var isBelow = false
    private var heads = TableHeads()
    private var remarks = TableRemarks()
    private var known = PanelKeys()
    /// The fields of the header.
    private var header: [[UInt8]] = []
    private var headerStart = TextPosition(line: 1, column: 1)

    init(_ layout: TableLayout, _ input: FormInput, _ reading: borrowing Reading) {
        cell = TableCell(layout)
        given = input.settings.given
        decimals = CellText.decimals(
            input.settings.decimal, separator: layout.separator,
            cells: layout.below.lazy.flatMap { $0.dropFirst(layout.firstColumn) })
        above = TableHeading(layout, reading)
        let footer = TableFooter(of: input.head, layout)
        cell.fixed[ObservationField.source.rawValue] = Array(footer.source.utf8)
        cell.fixed[ObservationField.note.rawValue] = Array(footer.note.utf8)
    }

    /// Reads the file to its end.
    mutating func read(_ input: FormInput, into reading: inout Reading, watch: (Int) -> Void) throws(FormatsError) {
        let belt = input.rows(separatedBy: cell.layout.separator)
        defer { belt.stop() }
        var isSound = true
        while isSound, case (var block, let count)? = belt.take() {
            watch(count)
            swap(&cell.block, &block)
            while isSound, let event = cell.block.next() {
                switch event {
                case .row: isSound = takeRow(into: &reading)
                case .fault(let fault): reading.report(fault, separatedBy: cell.layout.separator)
                }
            }
            if let failure = cell.block.failure { throw failure }
            swap(&cell.block, &block)
            belt.giveBack(block)
            guard reading.wantsMore else { return }
        }
        guard isSound else { return }
        if rowsSeen <= cell.layout.rowsBefore {
            reading.report(.noRows, message: "has a header but no rows", expected: "give at least one row below it")
        }
        remarks.report(in: &reading.account)
    }

    /// Takes a row; whether those behind it can be read too.
    private mutating func takeRow(into reading: inout Reading) -> Bool {
        rowsSeen += 1
        let rowsAbove = cell.layout.rowsAbove
        if rowsSeen <= rowsAbove {
            placeHeading(reading)
            return true
        }
        guard rowsSeen > rowsAbove + 1 else { return takeHeader(into: &reading) }
        guard rowsSeen > cell.layout.rowsBefore else {
            heads.takeUnits(cell.block, into: &reading)
            return settle(into: &reading)
        }
        takeFigures(into: &reading)
        return true
    }

    /// Keeps where the lines above say what they do.
    private mutating func placeHeading(_ reading: borrowing Reading) {
        for index in 0..<cell.block.fieldCount {
            let text = cell.block.text(ofField: index)
            for (field, said) in above.said where said.line == text {
                cell.fixedPositions[field] = cell.block.position(ofField: index)
            }
        }
    }

    private mutating func takeHeader(into reading: inout Reading) -> Bool {
        let block = cell.block
        guard block.fieldCount <= TableLayout.columnLimit else {
            reading.report(
                .rowLength, at: TextPosition(line: block.line, column: 1),
                message: "header of \(block.fieldCount) fields",
                expected: "at most \(TableLayout.columnLimit) are read")
            return false
        }
        header = (0..<block.fieldCount).map { Array(block.text(ofField: $0).utf8) }
        let texts = (0..<block.fieldCount).map { CellText.label(block.text(ofField: $0)) { _ in } }
        heads = TableHeads(
            texts, at: block.fieldPositions, cell.layout, given: given[.indicator], into: &reading)
        headerStart = TextPosition(line: block.line, column: 1)
        return cell.layout.hasUnits || settle(into: &reading)
    }

    /// Settles what header and row of units say; whether the rows below can be read.
    private mutating func settle(into reading: inout Reading) -> Bool {
        cell.heads = JoinedTexts(heads.names)
        cell.headPositions = heads.positions
        if cell.layout.columns == .indicator { cell.unitPositions = heads.unitPositions }
        for area in heads.passed { remarks.countPassed(area) }
        reading.account.remark(
            "columns of codes and row numbers, which are not read", times: cell.layout.passedColumns.count)
        reading.account.layout.append(cell.layout.words(heads: heads.told))
        return fix(at: headerStart, into: &reading) && !reading.diagnostics.hasErrors || !reading.isChecking
    }

    /// Settles what neither rows nor columns say; whether all of that is said, and once.
    private mutating func fix(at start: TextPosition, into reading: inout Reading) -> Bool {
        let layout = cell.layout
        var missing: [ObservationField] = []
        var isSound = true
        for field in ObservationField.allCases where field != .value {
            let wanted = given[field]
            let isAxis = layout.isAxis(field)
            let said = isAxis ? nil : above.said[field]?.text
            if isAxis {
                guard wanted != nil, field != .indicator || !heads.isGiven else { continue }
            } else if let said, wanted == nil || isSame(said, wanted, field, reading) {
                cell.fixed[field.rawValue] = Array((wanted ?? said).utf8)
                continue
            } else if let said, field == .indicator,
                reading.takesAnyName || reading.identity(of: said, as: .indicator) == nil
            {
                // A title that the catalog doesn't know says nothing against the name that is given.
                cell.fixed[field.rawValue] = Array((wanted ?? "").utf8)
                continue
            } else if said == nil, cell.fixed[field.rawValue].isEmpty || wanted == nil {
                if let wanted { cell.fixed[field.rawValue] = Array(wanted.utf8) }
                if wanted == nil, isMissing(field, reading) { missing.append(field) }
                continue
            }
            isSound = false
            let shown = said.map { " \"\($0)\"" } ?? ""
            reading.report(
                .alreadySaid, at: cell.fixedPositions[field] ?? start,
                message:
                    "the table says the \(field.column)\(shown), which --set \(field.column)=\(wanted ?? "") can't change",
                expected: "leave out --set")
        }
        guard !missing.isEmpty else { return isSound }
        let names = missing.map { "the \($0.column)" }.joined(separator: " and ")
        reading.report(
            .missingField, at: start, message: "\(names) \(missing.count > 1 ? "are" : "is") said nowhere",
            expected: missing.map { "--set \($0.column)=…" }.joined(separator: " ") + adviceOnUnits(missing))
        return false
    }

    /// Where units may stand if columns have several.
    private func adviceOnUnits(_ missing: [ObservationField]) -> String {
        guard missing.contains(.unit), cell.layout.columns == .indicator, heads.told.count > 1 else { return "" }
        return ", or a unit in brackets behind each head or in the row below it"
    }

    private func isSame(
        _ said: String, _ wanted: String?, _ field: ObservationField, _ reading: borrowing Reading
    ) -> Bool {
        guard let wanted, said != wanted else { return true }
        guard let identity = reading.identity(of: said, as: field) else { return false }
        return identity == reading.identity(of: wanted, as: field)
    }

    /// Whether a field that nothing above says is needed, and no title says it either.
    private func isMissing(_ field: ObservationField, _ reading: borrowing Reading) -> Bool {
        guard reading.requiredFields.contains(field) else { return false }
        if field == .indicator || field == .region || field == .period { return true }
        guard field == .unit else { return false }
        if cell.layout.rows == .indicator { return false }
        return heads.units.allSatisfy(\.isEmpty)
    }

    private mutating func takeFigures(into reading: inout Reading) {
        let count = cell.block.fieldCount
        guard !cell.block.isRow(of: header) else { return reading.reportRepeatedHeader(line: cell.block.line) }
        if !isBelow, recallKeys() {
            if isWhole(into: &reading) { takeCells(isKnownRow: true, into: &reading) }
            return
        }
        guard let filled = (0..<count).first(where: { !cell.isBlank($0) }) else {
            return remarks.countLineWithoutFigures()
        }
        let (labelColumn, first) = (cell.layout.labelColumn, cell.layout.firstColumn)
        let others = cell.layout.remarkColumns.values
        let hasFigures = (first..<max(first, count)).contains { column in
            !others.contains(column) && !cell.block.withField(column) { $0.isEmpty }
        }
        var label = labelColumn < count ? cell.block.text(ofField: labelColumn) : ""
        isBelow = isBelow || (0...max(filled, min(labelColumn, count - 1))).contains { isFooter($0) }
        guard !isBelow else {
            refuseFiguresBelow(label, into: &reading)
            return
        }
        label = CellText.label(label) { remarks.count($0) }
        var year = cell.yearText
        let isMerged = cell.fillMerged(&label, &year)
        let titled = cell.layout.rows == .indicator ? reading.titled(label) : nil
        let isKnownRow = isKnown(label, titled, year, reading)
        setLabel(label, titled, year)
        if !isKnownRow {
            // A heading, or a note. But of a panel a row of a region may be cut.
            let isCut = cell.layout.yearColumn != nil && !isMerged && reading.identity(of: label, as: .region) != nil
            guard hasFigures || isCut else {
                // Nobody knows what is above the rows behind a heading of the second key.
                if isMerged, !TableWords.isPublishedArea(label) { (cell.label, cell.year) = ([], []) }
                return remarks.countLineWithoutFigures()
            }
            if cell.layout.rows == .region, TableWords.isPublishedArea(label) { return remarks.countPassed(label) }
        }
        guard isWhole(into: &reading) else { return }
        if isKnownRow {
            if isMerged { remarks.count(.merged) } else { keepKeys() }
        }
        takeCells(isKnownRow: isKnownRow, into: &reading)
    }

    private func isFooter(_ column: Int) -> Bool { TableWords.isFooter(cell.block.text(ofField: column).trimmed) }

    /// Whether the row has as many fields as the header, but for blank ones; else it is reported.
    private func isWhole(into reading: inout Reading) -> Bool {
        let (count, columns) = (cell.block.fieldCount, heads.isRead.count)
        guard count <= columns || (columns..<count).allSatisfy({ cell.isBlank($0) }), count >= columns else {
            reading.report(
                .rowLength, at: TextPosition(line: cell.block.line, column: 1), message: "row of \(count) fields",
                expected: "the header has \(columns)")
            return false
        }
        return true
    }

    /// Takes the cells of a row whose label is set.
    private mutating func takeCells(isKnownRow: Bool, into reading: inout Reading) {
        if isKnownRow, cell.hasNoSource { remarks.countRowWithoutSource() }
        let badDates = reading.badDates
        for column in cell.layout.firstColumn..<heads.isRead.count {
            guard heads.isRead[column] else {
                refuseStray(column, into: &reading)
                continue
            }
            guard takeCell(column, isKnownRow: isKnownRow, into: &reading) else { continue }
            // Of a row that is not known, or has no date that is one, nothing more is to be said.
            if !isKnownRow || reading.badDates != badDates { return }
        }
    }

    /// Sets label and year of a panel's row whose keys were met before; false: they are to be looked at.
    private mutating func recallKeys() -> Bool {
        guard let yearColumn = cell.layout.yearColumn, max(cell.layout.labelColumn, yearColumn) < cell.block.fieldCount,
            let label = cell.block.withField(cell.layout.labelColumn, { known.label($0) }),
            let year = cell.block.withField(yearColumn, { known.year($0) })
        else { return false }
        (cell.label, cell.year, cell.isFirst) = (label, year, true)
        return true
    }

    private mutating func keepKeys() {
        guard let yearColumn = cell.layout.yearColumn else { return }
        let (label, year) = (cell.label, cell.year)
        cell.block.withField(cell.layout.labelColumn) { known.keep(label: label, $0) }
        cell.block.withField(yearColumn) { known.keep(year: year, $0) }
    }

    /// Whether a row's label is known; `titled` is what it says besides a unit, of an indicator's.
    private func isKnown(
        _ label: String, _ titled: (name: String, unit: String)?, _ year: String?, _ reading: borrowing Reading
    ) -> Bool {
        if cell.layout.rows == .period { return TableWords.year(label) != nil }
        guard reading.identity(of: titled?.name ?? label, as: cell.layout.rows) != nil else { return false }
        return year.map { TableWords.year($0) != nil } ?? true
    }

    private mutating func setLabel(_ label: String, _ titled: (name: String, unit: String)?, _ year: String?) {
        var label = label
        if cell.layout.rows == .period, let year = TableWords.year(label) { label = "\(year.year)" }
        if let year { cell.year = Array((TableWords.year(year).map { "\($0.year)" } ?? year).utf8) }
        cell.titleUnit = []
        if let titled {
            label = titled.name
            cell.titleUnit = Array(titled.unit.utf8)
        }
        cell.label = Array(label.utf8)
        cell.isFirst = true
    }

    /// Takes a cell; whether it says something.
    private mutating func takeCell(_ column: Int, isKnownRow: Bool, into reading: inout Reading) -> Bool {
        cell.column = column
        if cell.layout.columns == .indicator { cell.titleUnit = heads.units[column] }
        cell.undressed = nil
        if !cell.block.withField(column, { CellText.isPlain($0) }), !undress(column) { return false }
        if cell.undressed?.value.isEmpty != true, decimals != .point,
            let fault = cell.block.withField(column, { decimals.fault(of: $0) })
        {
            let text = cell.block.text(ofField: column)
            reading.report(
                .badValue, at: cell.block.position(ofField: column),
                message: fault == .noComma
                    ? "\"\(text)\" has no decimal comma, as the file's other numbers"
                    : "\"\(text)\" can be read with a decimal point or a decimal comma", value: text,
                expected: "say which by --decimal point or --decimal comma")
            return true
        }
        guard isKnownRow, !heads.isProven[column] else {
            reading.take(cell)
            cell.isFirst = false
            return true
        }
        let faults = reading.faultsOfHeads
        reading.take(cell)
        cell.isFirst = false
        // What is wrong with its head was told now.
        if reading.faultsOfHeads > faults { heads.isRead[column] = false } else { heads.isProven[column] = true }
        return true
    }

    /// Takes what stands around the number of a cell away; whether the cell says something.
    private mutating func undress(_ column: Int) -> Bool {
        let hasComma = decimals == .comma
        let content = cell.block.withField(column) { field in
            CellText.read(field, hasComma: hasComma) { remarks.count($0) }
        }
        switch content {
        case .empty: return false
        case .plain: break
        case .none: cell.undressed = TableCell.Undressed(value: [], status: Array("O".utf8))
        case .text(let bytes, let status):
            var undressed = TableCell.Undressed(value: bytes, status: status.map { [$0] } ?? [])
            if bytes.starts(with: "≈".utf8) {
                undressed.value = Array(bytes.dropFirst("≈".utf8.count))
                undressed.bound = Array(ObservationBound.approximate.rawValue.utf8)
            }
            cell.undressed = undressed
        }
        return true
    }

    /// A figure in a column without a head, of which nobody knows what it is.
    private func refuseStray(_ column: Int, into reading: inout Reading) {
        guard cell.heads.isEmpty(column), !cell.isBlank(column) else { return }
        reading.report(
            .rowLength, at: cell.block.position(ofField: column), message: "stands below no head of a column",
            value: cell.block.text(ofField: column), expected: "give the column a head, or leave it out")
    }

    /// Lines under the table may hold commas; but what has keys and a figure is no note.
    private mutating func refuseFiguresBelow(_ label: String, into reading: inout Reading) {
        remarks.countLineWithoutFigures()
        let columns = heads.isRead.indices.prefix(cell.block.fieldCount).filter { heads.isRead[$0] }
        guard isKeyed(label, reading), columns.contains(where: { CellText.isNumber(cell.block.text(ofField: $0)) })
        else { return }
        reading.report(
            .rowLength, at: TextPosition(line: cell.block.line, column: 1), message: "figures below the table's notes",
            value: label, expected: "put the notes under the last row")
    }

    /// Whether a row's keys are known, those that it has: of a panel one may be blank.
    private func isKeyed(_ label: String, _ reading: borrowing Reading) -> Bool {
        let titled = cell.layout.rows == .indicator ? reading.titled(label) : nil
        guard let year = cell.yearText, label.trimmed.isEmpty || year.trimmed.isEmpty else {
            return !label.trimmed.isEmpty && isKnown(label, titled, cell.yearText, reading)
        }
        return TableWords.year(year) != nil || reading.identity(of: label, as: .region) != nil
    }
}
