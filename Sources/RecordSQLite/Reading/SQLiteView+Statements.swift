import GRDB
import Indicators
import Record

extension SQLiteView {
    func figures(_ selection: SeriesSelection, asOf: AsOf, _ receive: ([Figure]) throws -> Void) throws {
        let (log, times) = (try log(asOf), try times())
        try reading { database in
            var texts = TextTable(database)
            let series = try SeriesTable(database).all(selection)
            try database.forEachSeries(series, under: log.standing, publishedBy: asOf.publishedBy) { key, leaders in
                let figures = try leaders.figures(of: key, times, &texts)
                if !figures.isEmpty { try receive(figures) }
            }
        }
    }

    func changes(
        _ selection: SeriesSelection, from: AsOf, to: AsOf, _ receive: ([FigureChange]) throws -> Void
    ) throws {
        let (old, new, times) = (try log(from), try log(to), try times())
        try reading { database in
            var texts = TextTable(database)
            let reader = try HistoryReader(database)
            var history = SeriesHistory()
            var (before, after): ([Leader], [Leader]) = ([], [])
            for (number, key) in try SeriesTable(database).all(selection) {
                try reader.read(number, of: key, into: &history)
                history.findLeaders(under: old.standing, publishedBy: from.publishedBy, into: &before)
                history.findLeaders(under: new.standing, publishedBy: to.publishedBy, into: &after)
                // Most series are the same at both points: only the others' texts are looked up.
                guard !Revision.changes(of: key, from: before, to: after).isEmpty else { continue }
                try receive(
                    FigureChange.changes(
                        from: try before.figures(of: key, times, &texts), to: try after.figures(of: key, times, &texts))
                )
            }
        }
    }

    func statements(
        _ selection: SeriesSelection, asOf: AsOf, _ receive: ([StandingStatement]) throws -> Void
    ) throws {
        let (log, times) = (try log(asOf), try times())
        try reading { database in
            var texts = TextTable(database)
            let reader = try HistoryReader(database)
            var history = SeriesHistory()
            for (number, key) in try SeriesTable(database).all(selection) {
                try reader.read(number, of: key, into: &history)
                let said = history.said(under: log.standing, publishedBy: asOf.publishedBy)
                let statements = try said.indices.compactMap { index in
                    try StandingStatement(at: index, of: said, of: key, times, &texts)
                }
                if !statements.isEmpty { try receive(statements) }
            }
        }
    }

    /// Runs a body on the record; what it throws that is no failure of the record comes of who receives, and is thrown on.
    private func reading(_ body: (Database) throws -> Void) throws {
        var refusal: (any Error)?
        do {
            try read { database in
                do {
                    try body(database)
                } catch {
                    if !(error is DatabaseError), !(error is RowDecodingError) { refusal = error }
                    throw error
                }
            }
        } catch {
            throw refusal ?? error
        }
    }
}

extension [Leader] {
    fileprivate func figures(
        of series: SeriesKey, _ times: [Timestamp], _ texts: inout TextTable
    ) throws -> [Figure] {
        var inForce: [Leader] = []
        forEachInForce { inForce.append($0) }
        var figures: [Figure] = []
        for leader in inForce {
            if let figure = try Figure(leader, of: series, times, &texts) { figures.append(figure) }
        }
        return figures
    }
}

extension Figure {
    fileprivate init?(_ leader: Leader, of series: SeriesKey, _ times: [Timestamp], _ texts: inout TextTable) throws {
        guard let observation = leader.statement.observation else { return nil }
        let statement = leader.statement
        self.init(
            series: series, observation: observation,
            published: CalendarDate(daysSince1970: statement.published), batch: Int(leader.saidLast),
            recorded: times[Int(leader.saidLast)], source: try texts.text(statement.source),
            note: statement.note == KeptStatement.noText ? nil : try texts.text(statement.note))
    }
}

extension StandingStatement {
    fileprivate init?(
        at index: Int, of said: [KeptStatement], of series: SeriesKey, _ times: [Timestamp], _ texts: inout TextTable
    ) throws {
        let statement = said[index]
        guard let period = Period(year: Int(statement.year)) else { return nil }
        let last = index > 0 ? said[index - 1] : nil
        let isRepeat =
            last.map { last in
                last.year == statement.year && last.published == statement.published && last.says(sameAs: statement)
            } ?? false
        self.init(
            series: series, period: period, content: statement.content,
            published: CalendarDate(daysSince1970: statement.published), batch: Int(statement.batch),
            recorded: times[Int(statement.batch)], source: try texts.text(statement.source),
            note: statement.note == KeptStatement.noText ? nil : try texts.text(statement.note), isRepeat: isRepeat,
            isInForce: index == said.count - 1 || said[index + 1].year != statement.year)
    }
}
