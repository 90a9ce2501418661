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
    /// The columns that have a head, and whose head is not known to be wrong.
    private var isRead: [Bool] = []
    /// The columns whose head is known, so that nothing is to be said of it.
    private var isKnown: [Bool] = []
    private var unitsOfColumns: [[UInt8]] = []
    private var remarks = TableRemarks()
    /// The fields of the header.
    private var header: [[UInt8]] = []

    init(_ layout: TableLayout, _ input: FormInput, _ reading: borrowing Reading) {
        cell = TableCell(layout)
        given = input.settings.given
        decimals = CellText.decimals(
            input.settings.decimal, separator: layout.separator, cells: layout.below.lazy.flatMap { $0.dropFirst() })
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
        if rowsSeen <= cell.layout.rowsAbove + 1 {
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
        let start = TextPosition(line: block.line, column: 1)
        guard block.fieldCount <= TableLayout.columnLimit else {
            reading.report(
                .rowLength, at: start, message: "header of \(block.fieldCount) fields",
                expected: "at most \(TableLayout.columnLimit) are read")
            return false
        }
        header = (0..<block.fieldCount).map { Array(block.text(ofField: $0).utf8) }
        let texts = (0..<block.fieldCount).map { CellText.label(block.text(ofField: $0)) { _ in } }
        cell.headPositions = block.fieldPositions
        let columns = cell.layout.columns
        let isYears = columns == .period
        var (heads, firsts) = ([String](), [Int: Int]())
        for (index, text) in texts.enumerated() {
            let titled = columns == .indicator ? reading.titled(text) : nil
            heads.append(isYears ? TableWords.year(text).map { "\($0.year)" } ?? "" : titled?.name ?? text)
            unitsOfColumns.append(Array((titled?.unit ?? "").utf8))
            isRead.append(index > 0 && !text.isEmpty)
            isKnown.append(true)
            guard isRead[index] else { continue }
            if columns == .region, reading.identity(of: text, as: .region) == nil, TableWords.isPublishedArea(text) {
                isRead[index] = false
                remarks.countPassed(text)
                continue
            }
            guard let identity = isYears ? Int(heads[index]) : reading.identity(of: heads[index], as: columns) else {
                isKnown[index] = false
                continue
            }
            guard let first = firsts[identity] else {
                firsts[identity] = index
                continue
            }
            reading.reportDoubledColumn(
                heads[index], value: text, at: cell.headPositions[index], indices: (first, index))
        }
        cell.heads = JoinedTexts(heads)
        reading.account.layout.append(cell.layout.words(heads: heads.dropFirst().filter { !$0.isEmpty }))
        return fix(at: start, into: &reading) && !reading.diagnostics.hasErrors || !reading.isChecking
    }

    /// Settles what neither rows nor columns say; whether all of that is said, and once.
    private mutating func fix(at start: TextPosition, into reading: inout Reading) -> Bool {
        let layout = cell.layout
        var missing: [ObservationField] = []
        var isSound = true
        for field in ObservationField.allCases where field != .value {
            let wanted = given[field]
            let isAxis = field == layout.rows || field == layout.columns
            let said = isAxis ? nil : above.said[field]?.text
            if isAxis {
                guard wanted != nil else { continue }
            } else if let said, wanted == nil || isSame(said, wanted, field, reading) {
                cell.fixed[field.rawValue] = Array((wanted ?? said).utf8)
                continue
            } else if let said, field == .indicator, reading.identity(of: said, as: .indicator) == nil {
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
            expected: missing.map { "--set \($0.column)=…" }.joined(separator: " "))
        return false
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
        return unitsOfColumns.allSatisfy(\.isEmpty)
    }

    private mutating func takeFigures(into reading: inout Reading) {
        let count = cell.block.fieldCount
        guard !cell.block.isRow(of: header) else { return reading.reportRepeatedHeader(line: cell.block.line) }
        let hasFigures = (1..<max(1, count)).contains { !cell.block.withField($0) { $0.isEmpty } }
        var label = cell.block.text(ofField: 0)
        if !isBelow, TableWords.isFooter(label.trimmed) { isBelow = true }
        guard !isBelow else {
            refuseFiguresBelow(label, into: &reading)
            return
        }
        label = CellText.label(label) { remarks.count($0) }
        let titled = cell.layout.rows == .indicator ? reading.titled(label) : nil
        let isKnownRow = isKnown(label, titled, reading)
        if !isKnownRow {
            // A heading, or a note.
            guard hasFigures else { return remarks.countLineWithoutFigures() }
            if cell.layout.rows == .region, TableWords.isPublishedArea(label) { return remarks.countPassed(label) }
        }
        guard count <= isRead.count || (isRead.count..<count).allSatisfy({ isBlank($0) }), count >= isRead.count else {
            reading.report(
                .rowLength, at: TextPosition(line: cell.block.line, column: 1), message: "row of \(count) fields",
                expected: "the header has \(isRead.count)")
            return
        }
        setLabel(label, titled)
        for column in 1..<isRead.count {
            guard isRead[column] else {
                refuseStray(column, into: &reading)
                continue
            }
            guard takeCell(column, into: &reading) else { continue }
            // Of a row that is not known nothing more is to be said.
            if !isKnownRow { return }
        }
    }

    /// Whether a row's label is known; `titled` is what it says besides a unit, of an indicator's.
    private func isKnown(_ label: String, _ titled: (name: String, unit: String)?, _ reading: borrowing Reading) -> Bool
    {
        if cell.layout.rows == .period { return TableWords.year(label) != nil }
        return reading.identity(of: titled?.name ?? label, as: cell.layout.rows) != nil
    }

    private mutating func setLabel(_ label: String, _ titled: (name: String, unit: String)?) {
        var label = label
        if cell.layout.rows == .period, let year = TableWords.year(label) { label = "\(year.year)" }
        cell.titleUnit = []
        if let titled {
            label = titled.name
            cell.titleUnit = Array(titled.unit.utf8)
        }
        cell.label = Array(label.utf8)
        cell.isFirst = true
    }

    /// Takes a cell; whether it says something.
    private mutating func takeCell(_ column: Int, into reading: inout Reading) -> Bool {
        cell.column = column
        if cell.layout.columns == .indicator { cell.titleUnit = unitsOfColumns[column] }
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
        reading.take(cell)
        cell.isFirst = false
        // What is wrong with its head was told now.
        if !isKnown[column] { isRead[column] = false }
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

    private func isBlank(_ column: Int) -> Bool {
        cell.block.withField(column) { field in field.isEmpty || String(field).trimmed.isEmpty }
    }

    /// A figure in a column without a head, of which nobody knows what it is.
    private func refuseStray(_ column: Int, into reading: inout Reading) {
        guard cell.heads.isEmpty(column), !isBlank(column) else { return }
        reading.report(
            .rowLength, at: cell.block.position(ofField: column), message: "stands below no head of a column",
            value: cell.block.text(ofField: column), expected: "give the column a head, or leave it out")
    }

    /// Lines under the table may hold commas; but a region with a figure is no note.
    private mutating func refuseFiguresBelow(_ label: String, into reading: inout Reading) {
        remarks.countLineWithoutFigures()
        guard cell.block.fieldCount > 1, !label.trimmed.isEmpty,
            isKnown(label, cell.layout.rows == .indicator ? reading.titled(label) : nil, reading),
            cell.block.withField(1, { DecimalNumber($0) }) != nil
        else { return }
        reading.report(
            .rowLength, at: TextPosition(line: cell.block.line, column: 1), message: "figures below the table's notes",
            value: label, expected: "put the notes under the last row")
    }
}
