internal import Formats
internal import Indicators

/// Any table with a header, read by a mapping that says which column is which: an observation a row, or a column a year.
struct MappedCSV: MappedForm {
    var hasRowPerLine: Bool { false }
    var precedence: FormPrecedence { .marked }
    var tellsDecimalSign: Bool { true }

    /// How many lines may stand above the header: titles, units.
    private static let rowsAbove = 20

    /// An input that a mapping was named for, or found for, and that is in no form of its own.
    func layout(of head: FormHead) -> MappedLayout? {
        let settings = head.settings
        guard settings.mapping != nil || !settings.mappings.isEmpty, !isOfService(head) else { return nil }
        let candidates = CSVSeparator.allCases.flatMap { layouts(of: head, separatedBy: $0) }
        let fitting = candidates.filter { layout in
            if let mapping = settings.mapping { return layout.count(of: mapping.names) > 0 }
            return !settings.mappings(for: "mapped-csv", layout.components.map(\.name), first: layout.first).isEmpty
        }
        // Of several rows that have names of the mapping the header is the first that has most of them.
        let named = settings.mapping?.names ?? []
        let most = fitting.map { $0.count(of: named) }.max()
        if let best = fitting.first(where: { $0.count(of: named) == most }) { return best }
        // A mapping that names no column, of a table with columns of ours.
        guard settings.mapping != nil else { return nil }
        return candidates.first { layout in
            layout.rowsAbove == 0 && layout.components.filter { $0.role != .dimension }.count > 1
        }
    }

    /// How a table would be laid out that is in no form that is known.
    static func unknownLayout(of head: FormHead) -> MappedLayout? {
        CSVSeparator.allCases.compactMap { MappedCSV().layouts(of: head, separatedBy: $0).first }
            .max { $0.header.count < $1.header.count }
    }

    /// How some columns of a file are read, for a sentence.
    static func advice(on columns: String, file: String) -> String {
        "\(columns) are read by a --mapping, of which `mosaic backfill --draft-mapping \(file)` writes a first one"
    }

    /// Whether an input looks like a table with a header: of three columns at least, names alone above a row with a number.
    static func mayMap(_ head: FormHead) -> Bool {
        CSVSeparator.allCases.contains { separator in
            let rows = head.rows(separatedBy: separator, limit: 2)
            guard rows.count == 2, rows[0].count > 2, rows[1].count == rows[0].count else { return false }
            let names = rows[0].filter { TableWords.year($0) == nil }
            return names.count > 1 && !names.contains(where: CellText.isNumber)
                && rows[1].contains(where: CellText.isNumber)
        }
    }

    /// A layout for each of the first rows that may be the header.
    private func layouts(of head: FormHead, separatedBy separator: CSVSeparator) -> [MappedLayout] {
        let rows = head.rows(separatedBy: separator, limit: MappedLayout.rowsLooked)
        return rows.prefix(Self.rowsAbove + 1).enumerated().compactMap { index, header in
            guard header.count > 1 else { return nil }
            return layout(header, of: rows, below: index, separatedBy: separator, head.settings)
        }
    }

    private func layout(
        _ header: [String], of rows: [[String]], below rowsAbove: Int, separatedBy separator: CSVSeparator,
        _ settings: FormSettings
    ) -> MappedLayout {
        let firstRows = Array(rows.dropFirst(rowsAbove + 1))
        let components = header.map { Component(name: $0, role: Self.role(of: $0)) }
        let years = header.map { name in
            TableWords.year(name).map { "\($0.year)" } ?? WorldBankCSV.year(name.trimmed)
        }
        let fields = header.indices.filter { years[$0].isEmpty }
        let saysPeriod =
            settings.given[.period] != nil || components.contains { $0.role == .field(.period) }
            || settings.mapping.map { $0.fixed[.period] != nil || $0.columns.values.contains(.period) } ?? false
        guard !saysPeriod, years.count - fields.count > 1 else {
            return MappedLayout(
                separator: separator, rowsAbove: rowsAbove, header: header, components: components,
                rows: .long(labelled: header.map { _ in false }), style: .table, firstRows: firstRows)
        }
        return MappedLayout(
            separator: separator, rowsAbove: rowsAbove, header: header,
            components: fields.map { components[$0] }
                + [
                    Component(name: "year", role: .field(.period)), Component(name: "value", role: .field(.value)),
                ],
            rows: .wide(years: years, dimensionFields: fields), style: .table, firstRows: firstRows)
    }

    /// What a column is for, by its name: one of our fields, or what SDMX calls so and changes what a value means.
    private static func role(of name: String) -> Component.Role {
        if name.allSatisfy(\.isWhitespace) { return .ignored }
        if let known = ObservationField(columnNamed: name) { return .field(known) }
        let telling: [Component.Role] = [.multiplier, .flags, .confidentiality]
        return SDMXCSV.roles[name.trimmed.uppercased()].flatMap { telling.contains($0) ? $0 : nil } ?? .dimension
    }

    private func isOfService(_ head: FormHead) -> Bool {
        ObservationForm.table.contains { $0.precedence == .service && $0.recognises(head) }
    }
}

extension MappedLayout {
    /// How many columns have one of some names.
    fileprivate func count(of names: Set<String>) -> Int { components.count { names.contains($0.name) } }
}

extension Mapping {
    /// The columns that it names.
    fileprivate var names: Set<String> {
        Set(columns.keys).union(selected.keys).union(rules.flatMap(\.when.keys)).union(ignored)
    }
}
