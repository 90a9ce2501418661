internal import Formats
internal import Indicators

/// A form whose layout tells all that there is to read: a cross table of regions, years or indicators.
protocol TableForm: FormReader {}

extension TableForm {
    var hasRowPerLine: Bool { false }

    func read<Reading: ObservationReading & ~Copyable>(
        _ input: FormInput, into reading: inout Reading, watch: (Int) -> Void
    ) throws(FormatsError) {
        guard let layout = TableLayout(of: input.head) else {
            reading.report(
                .unknownForm, message: "has no header of a table",
                expected: "a row with years or regions behind a first cell such as 地区, Region or 年份")
            return
        }
        var table = CrossTable(layout, input, reading)
        try table.read(input, into: &reading, watch: watch)
    }
}
