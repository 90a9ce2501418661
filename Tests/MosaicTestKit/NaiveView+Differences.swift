import Indicators
import Record

extension NaiveView {
    func changes(
        _ selection: SeriesSelection, from: AsOf, to: AsOf, _ receive: ([FigureChange]) throws -> Void
    ) throws {
        let (old, new) = (try allFigures(selection, asOf: from), try allFigures(selection, asOf: to))
        for series in Set((old + new).map(\.series)).sorted() {
            var changes: [FigureChange] = []
            for year in Set((old + new).map(\.observation.period.year)).sorted() {
                let before = old.first { $0.series == series && $0.observation.period.year == year }
                let after = new.first { $0.series == series && $0.observation.period.year == year }
                switch (before, after) {
                case (let before?, let after?):
                    if let change = FigureChange(from: before, to: after) { changes.append(change) }
                case (let before?, nil): changes.append(FigureChange(retracted: before))
                case (nil, let after?): changes.append(FigureChange(added: after))
                case (nil, nil): break
                }
            }
            if !changes.isEmpty { try receive(changes) }
        }
    }

    func statements(
        _ selection: SeriesSelection, asOf: AsOf, _ receive: ([StandingStatement]) throws -> Void
    ) throws {
        let (visible, inForce, entries) = (
            try whole.visible(asOf), try whole.inForce(selection, asOf), whole.entries
        )
        for series in Set(inForce.map(\.key.series)).sorted() {
            var statements: [StandingStatement] = []
            for key in Set(visible.map(\.key)).filter({ $0.series == series }).sorted() {
                for date in Set(visible.filter { $0.key == key }.map(\.published)).sorted() {
                    let said = visible.filter { $0.key == key && $0.published == date }
                    for (index, statement) in said.enumerated() {
                        let last = index > 0 ? said[index - 1] : nil
                        if let last, last == statement { continue }
                        let isLast = said[index...].allSatisfy { $0 == statement }
                        statements.append(
                            StandingStatement(
                                series: series, period: key.period, content: statement.content, published: date,
                                batch: statement.batch, recorded: entries[statement.batch - 1].recorded,
                                source: statement.source, note: statement.note,
                                isRepeat: last?.content == statement.content,
                                isInForce: isLast && inForce.contains { $0.key == key && $0.published == date }))
                    }
                }
            }
            if !statements.isEmpty { try receive(statements) }
        }
    }
}
