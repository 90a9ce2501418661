// On the hot path: benchmark `record` in Benchmarks/.

internal import Formats
internal import Indicators

/// The rows of a block, one after the other, each as the fields of an observation by its columns.
struct LongCSVRows: ~Copyable, LongRows {
    /// The block whose row is looked at.
    var block = CSVBlock()
    private let columns: LongCSVColumns

    /// Rows of no block yet.
    init(_ columns: LongCSVColumns) {
        self.columns = columns
    }

    /// Whether the row has as many fields as the header.
    var hasAllFields: Bool { block.fieldCount == columns.count }
    /// How many fields the header has.
    var columnCount: Int { columns.count }

    var location: RowLocation { RowLocation(line: block.line, field: max(0, columns[.value])) }

    @inline(__always)
    func withField<Result, Failure: Error>(
        _ field: ObservationField, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let column = columns[field]
        guard column >= 0 else { return try body(Span()) }
        return try block.withField(column, body)
    }

    @inline(__always)
    func reportFaults<Reading: ObservationReading & ~Copyable>(to reading: inout Reading) {}

    func position(of field: ObservationField) -> TextPosition {
        let column = columns[field]
        return column >= 0 ? block.position(ofField: column) : TextPosition(line: block.line, column: 1)
    }
}
