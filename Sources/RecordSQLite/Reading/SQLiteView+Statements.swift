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
                let figures = try leaders.figures(of: key, times) { try texts.text($0) }
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
                        from: try before.figures(of: key, times) { try texts.text($0) },
                        to: try after.figures(of: key, times) { try texts.text($0) }))
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
                let statements = try said.standingStatements(of: key, times) { try texts.text($0) }
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
