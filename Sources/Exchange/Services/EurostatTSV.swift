internal import Formats
internal import Indicators

/// Eurostat's tables: dimensions in the first field, a column a year, flags behind the values.
struct EurostatTSV: MappedForm {
    var hasRowPerLine: Bool { false }

    func layout(of head: FormHead) -> MappedLayout? {
        let rows = head.rows(separatedBy: .tab, limit: MappedLayout.rowsLooked)
        guard let header = rows.first, let first = header.first else { return nil }
        let parts = first.trimmed.split(separator: "\\", omittingEmptySubsequences: false)
        guard parts.count == 2, ["time_period", "time"].contains(parts[1].lowercased()) else { return nil }
        let dimensions = parts[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let components =
            dimensions.map { Component(name: $0, role: Self.roles[$0.lowercased()] ?? .dimension) }
            + [
                Component(name: "TIME_PERIOD", role: .field(.period)),
                Component(name: "OBS_VALUE", role: .field(.value)),
            ]
        return MappedLayout(
            separator: .tab, header: header, components: components,
            rows: .wide(years: [""] + header.dropFirst().map(\.trimmed), dimensionFields: []), style: .eurostat,
            firstRows: Array(rows.dropFirst()))
    }

    private static let roles: [String: Component.Role] = ["geo": .field(.region), "unit": .field(.unit)]
}
