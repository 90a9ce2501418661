internal import Formats
internal import Indicators

/// Tables of Open SDG sites: year and value, and between them what the figure is of; the country itself is not named.
struct OpenSDG: MappedForm {
    var hasRowPerLine: Bool { true }

    func layout(of head: FormHead) -> MappedLayout? {
        guard let names = head.firstRow?.map({ $0.trimmed.lowercased() }), names.first == "year", names.last == "value"
        else { return nil }
        let fields = names.map { ObservationField(columnNamed: $0) }
        guard !fields.contains(.indicator), names.contains("geocode") || !fields.contains(.region) else { return nil }
        let rows = head.rows(separatedBy: .comma, limit: MappedLayout.rowsLooked)
        guard let header = rows.first else { return nil }
        let components = zip(header, names).map { title, name in
            Component(name: title, role: Self.roles[name] ?? .dimension)
        }
        return MappedLayout(
            header: header, components: components, rows: .long(labelled: header.map { _ in false }), style: .service,
            firstRows: Array(rows.dropFirst()))
    }

    private static let roles: [String: Component.Role] = [
        "year": .field(.period), "value": .field(.value), "units": .field(.unit), "unit": .field(.unit),
        "geocode": .field(.region), "region": .regionName, "observation status": .field(.status),
        "unit multiplier": .multiplier, "comment": .field(.note),
    ]
}
