// On the hot path: benchmark `forms` in Benchmarks/.

internal import Formats
internal import Indicators

/// A cell of a table as an observation: what it says itself, its row, its column and the lines above.
struct TableCell: ~Copyable, ObservationFields {
    /// The block whose row is looked at.
    var block = CSVBlock()
    let layout: TableLayout
    private let hasRemarks: Bool
    /// The column, from 0, that is looked at.
    var column = 1
    /// What the row's label says.
    var label: [UInt8] = []
    /// The year of the row, where its label is no year; empty: the row has none.
    var year: [UInt8] = []
    /// Whether no cell of the row was taken yet.
    var isFirst = true
    /// What the columns' heads say.
    var heads = JoinedTexts()
    var headPositions: [TextPosition] = []
    /// Where the columns' units stand; none where columns are no indicators.
    var unitPositions: [TextPosition] = []
    /// What holds for all cells, by field; empty where nothing does.
    var fixed: [[UInt8]]
    /// Where that stands, if the file says it.
    var fixedPositions: [ObservationField: TextPosition] = [:]
    /// What the cell says out of its dress; nil: what stands there, and that alone.
    var undressed: Undressed?
    /// The unit behind the title of the row or the column; empty: none.
    var titleUnit: [UInt8] = []

    init(_ layout: TableLayout) {
        self.layout = layout
        hasRemarks = !layout.remarkColumns.isEmpty
        fixed = ObservationField.allCases.map { _ in [] }
    }

    /// What a cell says out of its dress.
    struct Undressed {
        var value: [UInt8]
        /// The status that the cell says; empty: none.
        var status: [UInt8] = []
        /// The bound that the cell says by `≈`, which long CSV does not know; empty: none.
        var bound: [UInt8] = []
    }

    /// Where each column has a year, a row is a series.
    var isOfSameSeries: Bool { !isFirst && layout.columns == .period }

    var location: RowLocation { RowLocation(line: block.line, field: column) }

    @inline(__always)
    func withField<Result, Failure: Error>(
        _ field: ObservationField, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        switch field {
        case .value:
            guard let undressed else { return try block.withField(column, body) }
            return try body(undressed.value.span)
        case .status:
            if let undressed, !undressed.status.isEmpty { return try body(undressed.status.span) }
        case .bound:
            if let undressed, !undressed.bound.isEmpty { return try body(undressed.bound.span) }
        case .period where !year.isEmpty: return try body(year.span)
        case layout.rows: return try body(label.span)
        case layout.columns: return try heads.withText(column, body)
        case .unit where !titleUnit.isEmpty: return try body(titleUnit.span)
        case .source, .sourceDate, .note:
            if let column = remarkColumn(field) { return try block.withField(column, body) }
        default: break
        }
        guard !fixed[field.rawValue].isEmpty else { return try body(Span()) }
        let text = fixed[field.rawValue]
        return try body(text.span)
    }

    /// The column of the row that says what a field is for all its figures; nil where none does.
    private func remarkColumn(_ field: ObservationField) -> Int? {
        guard hasRemarks, let column = layout.remarkColumns[field], column < block.fieldCount else { return nil }
        let text = block.text(ofField: column).trimmed
        return text.isEmpty || CellText.noneMarks.contains(text) ? nil : column
    }

    /// Whether the row has a column for its source and leaves it empty.
    var hasNoSource: Bool { hasRemarks && layout.remarkColumns[.source] != nil && remarkColumn(.source) == nil }

    func position(of field: ObservationField) -> TextPosition {
        switch field {
        case .source, .sourceDate, .note:
            remarkColumn(field).map(block.position(ofField:)) ?? fixedPositions[field]
                ?? block.position(ofField: column)
        case layout.rows: block.position(ofField: layout.labelColumn)
        case layout.columns: headPositions[column]
        case .period where !year.isEmpty: block.position(ofField: layout.yearColumn ?? 0)
        case .unit where !unitPositions.isEmpty && (!titleUnit.isEmpty || fixedPositions[.unit] == nil):
            unitPositions[column]
        default: fixedPositions[field] ?? block.position(ofField: column)
        }
    }
}

/// Texts in one array: none of them is a reference of its own, which would be counted at each look.
struct JoinedTexts {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    init(_ texts: some Sequence<String> = []) {
        for text in texts {
            bytes += Array(text.utf8)
            ends.append(bytes.count)
        }
    }

    /// Whether a text is empty.
    func isEmpty(_ index: Int) -> Bool { range(index).isEmpty }

    @inline(__always)
    func withText<Result, Failure: Error>(
        _ index: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(bytes.span.extracting(range(index)))
    }

    private func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }
}
