internal import Formats
internal import Indicators

/// A table as yearbooks have them: regions × years, years × regions, or regions × indicators of one year.
struct Yearbook: FormReader {
    var hasRowPerLine: Bool { false }

    func recognises(_ head: FormHead) -> Bool {
        guard let layout = TableLayout(of: head) else { return false }
        return !StatisticsSite.isLaidOut(layout) && !MappedCSV().recognises(head)
            && !ObservationForm.foreignTables.contains { $0.recognises(head) }
    }

    func read<Reading: ObservationReading & ~Copyable>(
        _ input: FormInput, into reading: inout Reading, watch: (Int) -> Void
    ) throws(FormatsError) {
        guard let layout = TableLayout(of: input.head) else { return Self.refuse(input, &reading) }
        var table = CrossTable(layout, input, reading)
        try table.read(input, into: &reading, watch: watch)
    }

    /// Reports a file that was said to be a table, and is none.
    static func refuse<Reading: ObservationReading & ~Copyable>(_ input: FormInput, _ reading: inout Reading) {
        reading.report(
            .unknownForm, message: "has no header of a table",
            expected: "a row with years or regions behind a first cell such as 地区, Region or 年份")
    }
}
