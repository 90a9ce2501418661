internal import Formats
internal import Indicators

/// How a foreign table is laid out, by its first rows.
struct MappedLayout: Sendable {
    /// What stands in the rows below the header.
    enum Rows: Hashable, Sendable {
        /// An observation a row; by column, whether cells read `CODE: Name`.
        case long(labelled: [Bool])
        /// An observation a cell, with the years above by field. The fields of dimensions; empty: they share the first.
        case wide(years: [String], dimensionFields: [Int])
    }

    /// How many rows are looked at before a file is read.
    static let rowsLooked = 200

    var separator = CSVSeparator.comma
    /// How many rows stand above the header.
    var rowsAbove = 0
    /// The fields of the header.
    let header: [String]
    /// The components, by index.
    let components: [Component]
    let rows: Rows
    let style: CellStyle
    /// The first rows below the header.
    var firstRows: [[String]] = []

    /// What a component says in the first row.
    func first(_ component: Int) -> String? { firstRows.first.flatMap { text(component, in: $0) } }

    /// What a component says in the first rows, each once.
    func values(_ component: Int) -> [String] {
        var values: [String] = []
        for row in firstRows {
            if let value = text(component, in: row), !values.contains(value) { values.append(value) }
        }
        return values
    }

    private func text(_ component: Int, in row: [String]) -> String? {
        switch rows {
        case .long(let labelled):
            guard row.indices.contains(component) else { return nil }
            let cell = row[component]
            return labelled[component] ? cell.before(": ") : cell
        case .wide(_, let fields):
            if !fields.isEmpty {
                return component < fields.count && fields[component] < row.count ? row[fields[component]] : nil
            }
            let shared = row.first?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? []
            return component < shared.count ? shared[component] : nil
        }
    }

    /// The texts of values in the first rows.
    func numbers(of plan: MappingPlan) -> [String] {
        switch rows {
        case .long: plan[.value] < 0 ? [] : firstRows.compactMap { text(plan[.value], in: $0) }
        case .wide(let years, _):
            firstRows.flatMap { row in row.indices.filter { $0 < years.count && !years[$0].isEmpty }.map { row[$0] } }
        }
    }

    /// The field of a component in the header, for messages.
    func field(ofComponent component: Int) -> Int {
        switch rows {
        case .long: component
        case .wide(_, let fields): component < fields.count ? fields[component] : 0
        }
    }
}

extension String {
    /// What stands before a mark; all of it where there is none.
    func before(_ mark: String) -> String {
        firstRange(of: mark).map { String(self[..<$0.lowerBound]) } ?? self
    }
}

/// A form that is a table with a header: it says how the table is laid out, and the rest is the same for all.
protocol MappedForm: FormReader {
    /// Whether a comma may be the decimal sign where another one separates fields; else it is where that is said.
    var tellsDecimalSign: Bool { get }

    /// How an input is laid out; nil: it isn't in this form.
    func layout(of head: FormHead) -> MappedLayout?
}

extension MappedForm {
    var precedence: FormPrecedence { .service }
    var tellsDecimalSign: Bool { false }

    func recognises(_ head: FormHead) -> Bool { layout(of: head) != nil }

    func draft(of input: FormInput) throws(FormatsError) -> MappingDraft? {
        layout(of: input.head).map { MappingDraft(form: input.form, $0) }
    }

    func read<Reading: ObservationReading & ~Copyable>(
        _ input: FormInput, into reading: inout Reading, watch: (Int) -> Void
    ) throws(FormatsError) {
        guard let layout = layout(of: input.head) else {
            reading.report(
                .unknownForm, message: "does not look like the form \(input.form)",
                expected: "leave out --format, or name another form by it")
            return
        }
        var plan = MappingPlan(
            layout.components, of: input.form, layout.style, input.settings, required: reading.requiredFields,
            first: layout.first)
        let sign = input.settings.decimal ?? (tellsDecimalSign ? nil : .point)
        plan.decimals = DecimalReading(sign, separator: layout.separator, numbers: layout.numbers(of: plan))
        let table = MappedTable(layout: layout, plan: plan)
        switch layout.rows {
        case .long(let labelled):
            let row = CSVComponentRow(valueColumn: plan[.value], labelled: labelled)
            try table.read(MappedRows(row, plan), from: input, into: &reading, watch: watch)
        case .wide(let years, let fields):
            let row = CellComponentRow(
                years: years, dimensionFields: fields, dimensionCount: layout.components.count - 2)
            try table.read(MappedRows(row, plan), from: input, into: &reading, watch: watch)
        }
    }
}
