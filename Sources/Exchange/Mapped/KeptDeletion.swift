internal import Formats
internal import Indicators

/// A deletion that waits for the end of its file: a later row of the same key goes before it.
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
    private let texts: [ObservationField: [UInt8]]
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

/// The deletions of a file, in the order in which they stand.
struct KeptDeletions {
    private var kept: [KeptDeletion.Key: KeptDeletion] = [:]

    /// Keeps a deletion, or lets one go whose key is given anew; whether the row is to be taken now.
    mutating func takes<Fields: ObservationFields & ~Copyable>(_ fields: borrowing Fields) -> Bool {
        guard fields.isRetraction || !kept.isEmpty else { return true }
        kept[KeptDeletion.Key(of: fields)] = fields.isRetraction ? KeptDeletion(fields) : nil
        return !fields.isRetraction
    }

    /// Hands over those that are left.
    func finish<Reading: ObservationReading & ~Copyable>(into reading: inout Reading) {
        for deletion in kept.values.sorted(by: { $0.location < $1.location }) { reading.take(deletion) }
    }
}
