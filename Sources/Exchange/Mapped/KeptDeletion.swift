internal import Formats
internal import Indicators

/// A deletion that waits for the end of its file.
struct KeptDeletion: ObservationFields {
    /// What names its observation.
    struct Key: Hashable {
        let indicator: String
        let region: String
        let period: String

        init<Fields: ObservationFields & ~Copyable>(of fields: borrowing Fields) {
            indicator = fields.text(of: .indicator)
            region = fields.text(of: .region)
            period = fields.text(of: .period)
        }
    }

    let location: RowLocation
    private var texts: [ObservationField: [UInt8]]
    private let positions: [ObservationField: TextPosition]

    init<Fields: ObservationFields & ~Copyable>(_ fields: borrowing Fields) {
        location = fields.location
        var texts: [ObservationField: [UInt8]] = [:]
        var positions: [ObservationField: TextPosition] = [:]
        for field in [ObservationField.indicator, .region, .period, .source, .sourceDate, .note] {
            texts[field] = Array(fields.text(of: field).utf8)
            positions[field] = fields.position(of: field)
        }
        (self.texts, self.positions) = (texts, positions)
    }

    /// The same row's deletion of a figure that is named so.
    init(_ row: KeptDeletion, named: [ObservationField: String]) {
        self = row
        for (field, name) in named { texts[field] = Array(name.utf8) }
    }

    var isRetraction: Bool { true }

    func withField<Result, Failure: Error>(
        _ field: ObservationField, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let text = texts[field] ?? []
        return try body(text.span)
    }

    func position(of field: ObservationField) -> TextPosition {
        positions[field] ?? TextPosition(line: Int(location.line), column: 1)
    }
}

/// A deletion that does not name its figures one by one.
struct WideDeletion {
    /// What its row says; empty fields mean all.
    let fields: KeptDeletion
    /// The names of its indicators; empty: all.
    let indicators: [String]

    /// The fields that a figure is named by, and this leaves open.
    private var open: [ObservationField] {
        [.indicator, .region, .period].filter { $0 == .indicator ? indicators.count != 1 : !fields.says($0) }
    }

    /// What it deletes, for messages.
    var words: String { "the figures of every \(open.map(\.word).joined(separator: " and "))" }
}
