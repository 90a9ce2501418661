internal import Formats
internal import Indicators

/// The World Bank's tables: country and indicator by name and code, a column a year.
struct WorldBankCSV: MappedForm {
    var hasRowPerLine: Bool { false }

    /// How many rows may stand above the header: source and date.
    private static let rowsAbove = 8

    func layout(of head: FormHead) -> MappedLayout? {
        let rows = head.rows(separatedBy: .comma, limit: MappedLayout.rowsLooked)
        let place = rows.firstIndex { row in
            row.contains("Country Code") && (row.contains("Indicator Code") || row.contains("Series Code"))
        }
        guard let place, place <= Self.rowsAbove else { return nil }
        let header = rows[place]
        let years = header.map { Self.year($0) }
        let fields = header.indices.filter { years[$0].isEmpty }
        guard fields.count < header.count else { return nil }
        let components =
            fields.map { Component(name: header[$0], role: Self.roles[header[$0]] ?? .ignored) }
            + [Component(name: "year", role: .field(.period)), Component(name: "value", role: .field(.value))]
        return MappedLayout(
            rowsAbove: place, header: header, components: components,
            rows: .wide(years: years, dimensionFields: fields), style: .service,
            firstRows: Array(rows.dropFirst(place + 1)))
    }

    private static let roles: [String: Component.Role] = [
        "Country Name": .regionName, "Country Code": .field(.region), "Indicator Code": .dimension,
        "Series Code": .dimension,
    ]

    /// The year of a column such as `2001` or `2001 [YR2001]`; empty where it is none.
    static func year(_ name: String) -> String {
        let head = name.before(" [YR")
        return head.count == 4 && head.allSatisfy { $0.isASCII && $0.isNumber } ? head : ""
    }
}
