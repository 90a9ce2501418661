internal import Formats
internal import Indicators

/// SDMX-CSV 1.0, 2.0 and 2.1: a column a dimension, measure or attribute, by their ids. Services from before it have a column `KEY`
/// first.
struct SDMXCSV: MappedForm {
    var hasRowPerLine: Bool { true }

    func layout(of head: FormHead) -> MappedLayout? {
        for separator in CSVSeparator.allCases {
            let rows = head.rows(separatedBy: separator, limit: MappedLayout.rowsLooked)
            guard let header = rows.first, header.count > 2, let first = header.first?.uppercased() else { continue }
            let isKeyed = first == "KEY" && header.contains("TIME_PERIOD") && header.contains("OBS_VALUE")
            guard first == "DATAFLOW" || first == "STRUCTURE" || first.hasPrefix("STRUCTURE[") || isKeyed else {
                continue
            }
            return MappedLayout(
                separator: separator, header: header, components: Self.components(header),
                rows: .long(labelled: header.map { $0.contains(": ") }), style: .sdmx,
                firstRows: Array(rows.dropFirst()))
        }
        return nil
    }

    /// The components of a header. Columns before the measure are dimensions, those behind it attributes.
    private static func components(_ header: [String]) -> [Component] {
        let names = header.map { $0.before(": ").before("[") }
        let isNamed = named(names)
        let measure = names.firstIndex { $0.uppercased() == "OBS_VALUE" } ?? names.count
        return names.enumerated().map { index, name in
            let role: Component.Role =
                isNamed[index] ? .ignored : roles[name.uppercased()] ?? (index < measure ? .dimension : .unknown)
            return Component(name: name, role: role)
        }
    }

    /// By column: whether it has the names of the column before, as `labels=name` adds them.
    private static func named(_ names: [String]) -> [Bool] {
        guard names.contains("STRUCTURE_NAME") else { return names.map { _ in false } }
        let known: Set = ["STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "SERIES_KEY", "OBS_KEY"]
        var isName = false
        return names.map { name in
            guard !known.contains(name.uppercased()) else { return false }
            defer { isName.toggle() }
            return isName
        }
    }

    /// What is known by the id, in capital letters. Eurostat writes `geo` and `unit`.
    static let roles: [String: Component.Role] = [
        "ACTION": .action, "STRUCTURE": .ignored, "STRUCTURE_NAME": .ignored, "SERIES_KEY": .ignored, "KEY": .ignored,
        "OBS_KEY": .ignored, "STRUCTURE_ID": .dimension, "DATAFLOW": .dimension,
        "INDICATOR": .field(.indicator), "REF_AREA": .field(.region), "GEO": .field(.region),
        "TIME_PERIOD": .field(.period), "OBS_VALUE": .field(.value), "UNIT_MEASURE": .field(.unit),
        "UNIT": .field(.unit), "OBS_STATUS": .field(.status), "OBS_FLAG": .flags, "CONF_STATUS": .confidentiality,
        "OBS_CONF": .confidentiality,
        "UNIT_MULT": .multiplier, "BOUND": .field(.bound), "SOURCE": .field(.source),
        "SOURCE_DATE": .field(.sourceDate), "NOTE": .field(.note), "OBS_COMMENT": .field(.note), "DECIMALS": .ignored,
        "TIME_FORMAT": .ignored, "LAST UPDATE": .ignored, "LAST_UPDATE": .ignored,
    ]
}
