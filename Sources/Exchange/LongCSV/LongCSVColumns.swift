internal import Formats
internal import Indicators

/// Where the columns of a long CSV stand, from 0; −1: it lacks the column.
struct LongCSVColumns: Sendable {
    /// How many fields each row has.
    let count: Int
    private var indices = InlineArray<10, Int32>(repeating: -1)

    /// Where a field's column stands.
    subscript(field: ObservationField) -> Int { Int(indices[field.rawValue]) }

    /// Reads a header that must have the columns of some fields. A name counts as that of the field's own column.
    ///
    /// Beside a code an entity is but its name, and is not read.
    static func columns(of header: [String], required: [ObservationField]) -> CSVColumns {
        let folded = header.map { $0.trimmed.lowercased() }
        let isNamed = folded.contains("code")
        return CSVColumns(
            header: zip(header, folded).map { name, folded in
                isNamed && folded == "entity" ? "" : ObservationField(columnNamed: name)?.column ?? name
            }, required: required.map(\.column),
            optional: ObservationField.allCases.filter { !required.contains($0) }.map(\.column),
            slip: { NearestName.slip($0, among: $1) })
    }

    /// The columns of a header. Where a value isn't required, none is read.
    init(_ columns: CSVColumns, readsValues: Bool) {
        count = columns.count
        for field in ObservationField.allCases where field != .value || readsValues {
            indices[field.rawValue] = columns.index(of: field.column).map { Int32($0) } ?? -1
        }
    }
}
