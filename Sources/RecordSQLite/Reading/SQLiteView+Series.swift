import GRDB
import Indicators
import Record

extension SQLiteView {
    func series(_ selection: SeriesSelection, asOf: AsOf) throws(RecordFailure) -> [Series] {
        let log = try log(asOf)
        let chosen = try read { try SeriesTable($0).all(selection) }
        let found = try inForce(chosen, under: log.standing, publishedBy: asOf.publishedBy)
        return found.filter { !$0.observations.isEmpty }
    }

    func series(statedBy batch: Int) throws(RecordFailure) -> [SeriesKey] {
        guard batch > 0, batch <= log.count else { throw .noSuchBatch(batch) }
        return try read { database in
            let reader = try HistoryReader(database)
            var history = SeriesHistory()
            var keys: [SeriesKey] = []
            for (number, key) in try SeriesTable(database).ofBatches([log.stating(batch)]) {
                // A key is known to be right once what is kept of its series fits the checksum.
                try reader.read(number, of: key, into: &history)
                keys.append(key)
            }
            return keys
        }
    }

    func changes(since token: StateToken) throws(RecordFailure) -> RecordChanges {
        guard token.record == state.record, token.batch >= 0, token.batch <= log.count else { return .everything }
        let touched: [(number: Int64, key: SeriesKey)]? = try read { database in
            guard try token.batch == 0 || StateToken(database, after: token.batch) == token else { return nil }
            return try SeriesTable(database).changed(since: token.batch, in: log)
        }
        guard let touched else { return .everything }
        return .only(try inForce(touched, under: log.standing, publishedBy: nil))
    }

    /// The observations in force of some series, in their order, as the batches of a standing make them.
    private func inForce(
        _ series: [(number: Int64, key: SeriesKey)], under standing: Standing, publishedBy: CalendarDate?
    ) throws(RecordFailure) -> [Series] {
        var found: [Series] = []
        var shared = SharedTimestamps()
        try forEachInForce(series, under: standing, publishedBy: publishedBy) { one in
            found.append(Series(key: one.key, observations: one.observations, recorded: shared.shared(one.recorded)))
        }
        return found
    }

    private func forEachInForce(
        _ series: [(number: Int64, key: SeriesKey)], under standing: Standing, publishedBy: CalendarDate?,
        _ receive: (Series) -> Void
    ) throws(RecordFailure) {
        let times = try times()
        guard series.count >= record.leastForFeed else {
            return try read { database in
                try database.forEachSeries(series, under: standing, publishedBy: publishedBy) { key, leaders in
                    receive(Series(of: key, leaders, times))
                }
            }
        }
        do {
            try HistoryFeed<Series>.reading(record.readers) { database in
                try requirePinned(database)
            } make: { _, _, key, history in
                var leaders: [Leader] = []
                history.findLeaders(under: standing, publishedBy: publishedBy, into: &leaders)
                return Series(of: key, leaders, times)
            } _: { feed in
                feed.ask(series.map { ($0.key, $0.number) })
                while case let made = try feed.take(), !made.isEmpty {
                    for case let series? in made { receive(series) }
                }
            }
        } catch {
            throw RecordFailure(error, place: record.place)
        }
    }
}

extension Database {
    /// Hands over what ranks first in each of some series, in their order.
    func forEachSeries(
        _ series: [(number: Int64, key: SeriesKey)], under standing: Standing, publishedBy: CalendarDate? = nil,
        _ body: (SeriesKey, [Leader]) throws -> Void
    ) throws {
        let reader = try HistoryReader(self)
        var history = SeriesHistory()
        var leaders: [Leader] = []
        for (number, key) in series {
            try reader.read(number, of: key, into: &history)
            history.findLeaders(under: standing, publishedBy: publishedBy, into: &leaders)
            try body(key, leaders)
        }
    }
}
