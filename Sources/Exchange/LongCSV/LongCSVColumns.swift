internal import Formats
internal import Indicators

/// Where the columns of a long CSV stand, from 0; −1: it lacks the column.
struct LongCSVColumns: Sendable {
    /// How many fields each row has.
    let count: Int
    private var indices = InlineArray<10, Int32>(repeating: -1)

    /// Where a field's column stands.
    subscript(field: ObservationField) -> Int { Int(indices[field.rawValue]) }

    /// Reads a header that must have the columns of some fields, the first of all.
    static func columns(of header: [String], required: [ObservationField]) -> CSVColumns {
        CSVColumns(
            header: header, required: required.map(\.column),
            optional: Array(ObservationField.columns.dropFirst(required.count)),
            slip: { NearestName.slip($0, among: $1) })
    }

    /// The columns of a header. Where a value isn't required, none is read.
    init(_ columns: CSVColumns, required: [ObservationField]) {
        count = columns.count
        for field in ObservationField.allCases where field != .value || required.contains(.value) {
            indices[field.rawValue] = columns.index(of: field.column).map { Int32($0) } ?? -1
        }
    }
}
