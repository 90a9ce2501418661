import GRDB
import Indicators
public import Record

extension SQLiteRecord {
    /// What one view has otherwise than another, in the order of keys and periods, a series at a time.
    ///
    /// Both are of one state of the record. `receive` must not call the record; what it throws is thrown on.
    public func changes(
        _ selection: SeriesSelection, from: AsOf, to: AsOf, _ receive: ([FigureChange]) throws -> Void
    ) throws {
        try reading { database in
            let (old, new) = (
                try BatchLog(database, upTo: from.recorded), try BatchLog(database, upTo: to.recorded)
            )
            let times = try (old.count > new.count ? old : new).recordedTimes(database)
            var texts = TextTable(database)
            let reader = try HistoryReader(database)
            var history = SeriesHistory()
            var (before, after): ([Leader], [Leader]) = ([], [])
            for (number, key) in try SeriesTable(database).all(selection) {
                try reader.read(number, into: &history)
                history.findLeaders(under: old.standing, publishedBy: from.publishedBy, into: &before)
                history.findLeaders(under: new.standing, publishedBy: to.publishedBy, into: &after)
                // Most series are the same in both views: only the others' texts are looked up.
                guard !Revision.changes(of: key, from: before, to: after).isEmpty else { continue }
                let changes = FigureChange.changes(
                    from: try before.figures(of: key, times, &texts), to: try after.figures(of: key, times, &texts))
                try receive(changes)
            }
        }
    }

    /// Every statement that stands, by key, published date and the order in which they were recorded, a series at a time.
    ///
    /// All are of one state of the record. `receive` must not call the record; what it throws is thrown on.
    public func statements(
        _ selection: SeriesSelection, asOf: AsOf, _ receive: ([StandingStatement]) throws -> Void
    ) throws {
        try reading { database in
            let log = try BatchLog(database, upTo: asOf.recorded)
            let times = try log.recordedTimes(database)
            var texts = TextTable(database)
            let reader = try HistoryReader(database)
            var history = SeriesHistory()
            for (number, key) in try SeriesTable(database).all(selection) {
                try reader.read(number, into: &history)
                let said = history.said(under: log.standing, publishedBy: asOf.publishedBy)
                let statements = try said.indices.compactMap { index in
                    try StandingStatement(at: index, of: said, of: key, times, &texts)
                }
                if !statements.isEmpty { try receive(statements) }
            }
        }
    }

    /// Runs a body on one state of the record; what it throws that is no error of the record is thrown on.
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
