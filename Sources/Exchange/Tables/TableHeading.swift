internal import Indicators

/// What the lines above a table say of all of it.
struct TableHeading: Sendable {
    /// What a line says of a field, and the cell that says it.
    struct Statement: Sendable {
        let text: String
        let line: String
    }

    private(set) var said: [ObservationField: Statement] = [:]

    /// What the texts above a table's header say. A title is the indicator's name where a reading knows it.
    init<Reading: ObservationReading & ~Copyable>(_ layout: TableLayout, _ reading: borrowing Reading) {
        for line in layout.above {
            if let title = TableWords.value(of: TableWords.indicatorWords, in: line) {
                take(title, from: line, reading)
            } else if let unit = TableWords.value(of: TableWords.unitWords, in: line) {
                if said[.unit] == nil || said[.unit]?.line != line {
                    said[.unit] = Statement(text: Self.unit(unit), line: line)
                }
            }
        }
        guard said[.indicator] == nil, layout.fixed.contains(.indicator) else { return }
        for line in layout.above where !TableWords.idleWords.contains(where: { line.hasPrefix($0) }) {
            let name = reading.titled(line)?.name ?? line
            guard reading.identity(of: name, as: .indicator) != nil else { continue }
            take(line, from: line, reading)
            return
        }
    }

    private mutating func take<Reading: ObservationReading & ~Copyable>(
        _ title: String, from line: String, _ reading: borrowing Reading
    ) {
        let titled = reading.titled(title)
        said[.indicator] = Statement(text: titled?.name ?? title, line: line)
        if let titled { said[.unit] = Statement(text: titled.unit, line: line) }
    }

    /// A unit to its end: to a closing bracket, or to its English name.
    private static func unit(_ text: String) -> String {
        let text = text.prefix { !")）".contains($0) }
        let hasHan = text.unicodeScalars.contains(where: NameText.isHan)
        return String(hasHan ? text.prefix { !$0.isWhitespace } : text).trimmed
    }
}

extension ObservationReading where Self: ~Copyable {
    /// A title and the unit in brackets behind it; nil where there are none, or they hold no unit.
    func titled(_ text: String) -> (name: String, unit: String)? {
        guard let title = NameText.title(text), identity(of: title.unit, as: .unit) != nil else { return nil }
        return title
    }
}
