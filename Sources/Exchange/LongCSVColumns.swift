internal import Formats
internal import Indicators

/// Where the columns of a long CSV stand, from 0; −1: it lacks the column.
struct LongCSVColumns: Sendable {
    var count = 0
    var indicator = -1
    var region = -1
    var period = -1
    var value = -1
    var unit = -1
    var status = -1
    var bound = -1
    var source = -1
    var sourceDate = -1
    var note = -1

    /// Every column, in the order in which they are written.
    static let all = [
        "indicator", "region", "period", "value", "unit", "status", "bound", "source", "source_date", "note",
    ]

    /// The columns that an input must have: a retraction is about keys alone.
    static func required(isRetraction: Bool) -> [String] { Array(all.prefix(isRetraction ? 3 : 5)) }

    /// Reads a header that must have the first of ``all``.
    static func columns(of header: [String], required: [String]) -> CSVColumns {
        CSVColumns(
            header: header, required: required, optional: Array(all.dropFirst(required.count)),
            slip: { NearestName.slip($0, among: $1) })
    }

    init() {}

    init(_ columns: CSVColumns) {
        func place(_ name: String) -> Int { columns.place(of: name) ?? -1 }
        count = columns.count
        indicator = place("indicator")
        region = place("region")
        period = place("period")
        value = place("value")
        unit = place("unit")
        status = place("status")
        bound = place("bound")
        source = place("source")
        sourceDate = place("source_date")
        note = place("note")
    }
}
