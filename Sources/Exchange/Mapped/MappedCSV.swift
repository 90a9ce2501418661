internal import Formats
internal import Indicators

/// Any table with a header, read by a mapping that says which column is which.
struct MappedCSV: MappedForm {
    var hasRowPerLine: Bool { true }
    var precedence: FormPrecedence { .marked }

    /// An input that a mapping was named for, or found for, and that is in no form of its own.
    func layout(of head: FormHead) -> MappedLayout? {
        let settings = head.settings
        guard settings.mapping != nil || !settings.mappings.isEmpty, !isOfService(head) else { return nil }
        let layouts = CSVSeparator.allCases.compactMap { layout(of: head, separatedBy: $0) }
        return layouts.first { layout in
            if let mapping = settings.mapping {
                let isNamed = layout.components.contains { mapping.columns[$0.name] != nil }
                return isNamed || layout.components.count { $0.role != .dimension } > 1
            }
            return !settings.mappings(for: "mapped-csv", layout.components.map(\.name), first: layout.first).isEmpty
        }
    }

    /// How a table would be laid out that is in no form that is known.
    static func unknownLayout(of head: FormHead) -> MappedLayout? {
        CSVSeparator.allCases.compactMap { MappedCSV().layout(of: head, separatedBy: $0) }
            .max { $0.header.count < $1.header.count }
    }

    private func layout(of head: FormHead, separatedBy separator: CSVSeparator) -> MappedLayout? {
        let rows = head.rows(separatedBy: separator, limit: MappedLayout.rowsLooked)
        guard let header = rows.first, header.count > 1 else { return nil }
        let components = header.map { name in
            let isUnnamed = name.allSatisfy(\.isWhitespace)
            let known = ObservationField(columnNamed: name).map { Component.Role.field($0) }
            return Component(name: name, role: isUnnamed ? .ignored : known ?? .dimension)
        }
        return MappedLayout(
            separator: separator, header: header, components: components,
            rows: .long(labelled: header.map { _ in false }), style: .service, firstRows: Array(rows.dropFirst()))
    }

    private func isOfService(_ head: FormHead) -> Bool {
        ObservationForm.table.contains { $0.precedence == .service && $0.recognises(head) }
    }
}
