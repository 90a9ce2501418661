internal import Formats
internal import Indicators

/// A reading that looks for the values of some rows, and finds no fault.
struct ValueSearch: ~Copyable, ObservationReading {
    let file: String
    let requiredFields: [ObservationField]
    var diagnostics = Diagnostics()
    var account = ReadingAccount()
    /// Where the values stand that were found, by row.
    private(set) var found: [RowLocation: ValueLocation] = [:]
    private(set) var wantsMore = true
    private let wanted: Set<RowLocation>
    private let last: RowLocation?

    var adviceOnEncoding: String? { nil }
    var isChecking: Bool { false }

    init(for wanted: Set<RowLocation>, options: ReadingOptions) {
        self.wanted = wanted
        file = options.file
        requiredFields = ObservationField.required(isRetraction: options.isRetraction)
        last = wanted.max()
    }

    mutating func take<Fields: ObservationFields & ~Copyable>(_ fields: borrowing Fields) {
        let row = fields.location
        if let last, row >= last { wantsMore = false }
        guard wanted.contains(row), found[row] == nil else { return }
        let position = fields.position(of: .value)
        found[row] = ValueLocation(
            line: position.line, column: position.column, value: fields.text(of: .value),
            unit: fields.text(of: .unit))
    }
}
