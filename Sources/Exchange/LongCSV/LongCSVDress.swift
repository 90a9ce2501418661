internal import Formats
internal import Indicators

/// The rows of a long CSV, as the loop that reads them asks for them.
protocol LongRows: ObservationFields, ~Copyable {
    /// The block whose row is looked at.
    var block: CSVBlock { get set }
    /// Whether the row has as many fields as the header.
    var hasAllFields: Bool { get }
    /// How many fields the header has.
    var columnCount: Int { get }

    /// Reports what is wrong with how the row is written, before its fields are checked.
    mutating func reportFaults<Reading: ObservationReading & ~Copyable>(to reading: inout Reading)
}

/// Rows whose numbers have a decimal comma, or that lack what the command line gives.
struct DressedRows: ~Copyable, LongRows {
    private var plain: LongCSVRows
    private let decimals: DecimalReading
    private let given: [ObservationField: String]
    private(set) var hasFaultyValue = false

    init(_ plain: consuming LongCSVRows, _ decimals: DecimalReading, given: [ObservationField: String]) {
        self.plain = plain
        self.decimals = decimals
        self.given = given
    }

    var block: CSVBlock {
        get { plain.block }
        _modify { yield &plain.block }
    }
    var hasAllFields: Bool { plain.hasAllFields }
    var columnCount: Int { plain.columnCount }
    var location: RowLocation { plain.location }

    func withField<Result, Failure: Error>(
        _ field: ObservationField, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        if field == .value, decimals == .comma, let text = plain.withField(.value, { CommaNumber.withPoint($0) }) {
            return try body(text.span)
        }
        if let text = given[field], !plain.says(field) { return try body(Array(text.utf8).span) }
        return try plain.withField(field, body)
    }

    func position(of field: ObservationField) -> TextPosition { plain.position(of: field) }

    mutating func reportFaults<Reading: ObservationReading & ~Copyable>(to reading: inout Reading) {
        for (field, text) in given where plain.says(field) && plain.text(of: field) != text {
            reading.report(.alreadySaid, plain, field) { said in
                (
                    "says \(field.column) \"\(said)\", which --set \(field.column)=\(text) can't change",
                    "leave out --set"
                )
            }
        }
        let fault = plain.withField(.value) { decimals.fault(of: $0) }
        hasFaultyValue = fault != nil
        if let fault { reading.report(.badValue, plain, .value) { fault.words($0) } }
    }
}
