internal import Formats
internal import Indicators

/// Tables of Our World in Data: entity, code and year, then a column a figure, under its title.
struct OurWorldInData: MappedForm {
    var hasRowPerLine: Bool { true }

    func layout(of head: FormHead) -> MappedLayout? {
        guard head.firstRow?.prefix(3).map({ $0.lowercased() }) == ["entity", "code", "year"] else { return nil }
        let rows = head.rows(separatedBy: .comma, limit: MappedLayout.rowsLooked)
        guard let header = rows.first, header.count > 3 else { return nil }
        let rest = header.dropFirst(3)
        guard !rest.contains(where: { ObservationField(columnNamed: $0) == .indicator }) else { return nil }
        var components = [
            Component(name: header[0], role: .regionName), Component(name: header[1], role: .field(.region)),
            Component(name: header[2], role: .field(.period)),
        ]
        components += rest.map { title in
            let known = ObservationField(columnNamed: title).map { Component.Role.field($0) }
            return Component(name: title, role: known ?? (rest.count == 1 ? .field(.value) : .unknown))
        }
        return MappedLayout(
            header: header, components: components, rows: .long(labelled: header.map { _ in false }), style: .service,
            firstRows: Array(rows.dropFirst()))
    }
}
