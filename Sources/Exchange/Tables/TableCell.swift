// On the hot path: benchmark `forms` in Benchmarks/.

internal import Formats
internal import Indicators

/// A cell of a table as an observation: what it says itself, its row, its column and the lines above.
struct TableCell: ~Copyable, ObservationFields {
    /// The block whose row is looked at.
    var block = CSVBlock()
    let layout: TableLayout
    /// The column, from 0, that is looked at.
    var column = 1
    /// What the row's first cell says.
    var label: [UInt8] = []
    /// What the columns' first cells say.
    var heads: [[UInt8]] = []
    var headPositions: [TextPosition] = []
    /// What holds for all cells, by field; empty where nothing does.
    var fixed: [[UInt8]]
    /// Where that stands, if the file says it.
    var fixedPositions: [ObservationField: TextPosition] = [:]
    /// What the cell says out of its dress; nil: what stands there.
    var value: [UInt8]?
    /// The status that the cell says; empty: none.
    var status: [UInt8] = []
    /// The bound that the cell says by `≈`, which long CSV does not know; empty: none.
    var bound: [UInt8] = []
    /// The unit behind the title of the row or the column; empty: none.
    var titleUnit: [UInt8] = []

    init(_ layout: TableLayout) {
        self.layout = layout
        fixed = ObservationField.allCases.map { _ in [] }
    }

    var location: RowLocation { RowLocation(line: block.line, field: column) }

    @inline(__always)
    func withField<Result, Failure: Error>(
        _ field: ObservationField, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        switch field {
        case .value:
            guard let value else { return try block.withField(column, body) }
            return try body(value.span)
        case .status where !status.isEmpty: return try body(status.span)
        case .bound where !bound.isEmpty: return try body(bound.span)
        case layout.rows: return try body(label.span)
        case layout.columns:
            let head = heads[column]
            return try body(head.span)
        case .unit where !titleUnit.isEmpty: return try body(titleUnit.span)
        default:
            let text = fixed[field.rawValue]
            return try body(text.span)
        }
    }

    func position(of field: ObservationField) -> TextPosition {
        switch field {
        case layout.rows: block.position(ofField: 0)
        case layout.columns: headPositions[column]
        default: fixedPositions[field] ?? block.position(ofField: column)
        }
    }
}
