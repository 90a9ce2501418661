internal import Formats
internal import Indicators

/// Tables of the United Nations' SDG database: series and areas by code, further dimensions in brackets.
struct UnitedNationsSDG: MappedForm {
    var hasRowPerLine: Bool { true }

    func layout(of head: FormHead) -> MappedLayout? {
        guard let names = head.firstRow?.map({ $0.trimmed.lowercased() }),
            ["seriescode", "geoareacode", "timeperiod", "value"].allSatisfy(names.contains)
        else { return nil }
        let rows = head.rows(separatedBy: .comma, limit: MappedLayout.rowsLooked)
        guard let header = rows.first else { return nil }
        let components = zip(header, names).map { title, name in
            let bare = name.hasPrefix("[") ? String(name.dropFirst().dropLast()) : name
            return Component(name: title, role: Self.roles[bare] ?? .dimension)
        }
        return MappedLayout(
            header: header, components: components, rows: .long(labelled: header.map { _ in false }), style: .service,
            firstRows: Array(rows.dropFirst()))
    }

    private static let roles: [String: Component.Role] = [
        "goal": .ignored, "target": .ignored, "indicator": .ignored, "seriesdescription": .ignored,
        "geoareacode": .field(.region), "geoareaname": .regionName, "timeperiod": .field(.period),
        "value": .field(.value), "time_detail": .ignored, "timecoverage": .ignored, "upperbound": .ignored,
        "lowerbound": .ignored, "baseperiod": .ignored, "source": .field(.source), "geoinfourl": .ignored,
        "footnote": .field(.note), "nature": .nature, "units": .field(.unit), "unitmultiplier": .multiplier,
        "observation status": .field(.status),
    ]
}
