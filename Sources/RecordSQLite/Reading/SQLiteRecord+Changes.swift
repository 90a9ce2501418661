import GRDB
import Indicators
public import Record

extension SQLiteRecord {
    /// The series that may be others than they were after a batch, in the work of what was recorded since; 0: all of them.
    public func changes(since batch: Int) throws(RecordFailure) -> RecordChanges {
        let (log, touched, times) = try read { database in
            let log = try BatchLog(database)
            let touched = try SeriesTable(database).changed(since: batch, in: log)
            return (log, touched, try log.recordedTimes(database))
        }
        var series: [Series] = []
        var counts: [(series: Int64, count: Int)] = []
        var shared = SharedTimestamps()
        try forEachInForce(touched, under: log.standing, publishedBy: nil, times) {
            counts.append((touched[counts.count].number, $0.figureCount))
            series.append(
                Series(
                    key: $0.series.key, observations: $0.series.observations,
                    recorded: shared.shared($0.series.recorded)))
        }
        figureCounts.take(counts, changedSince: batch, upTo: log.count)
        return RecordChanges(newest: log.count, series: series)
    }

    /// Hands over the observations in force of some series, in their order, as the batches of a standing make them.
    ///
    /// What is read may be a later state of the record than that of the standing: nothing of it is ever gone.
    func forEachInForce(
        _ series: [(number: Int64, key: SeriesKey)], under standing: Standing, publishedBy: CalendarDate?,
        _ times: [Timestamp], _ receive: (InForce) -> Void
    ) throws(RecordFailure) {
        guard series.count >= leastForFeed else {
            return try read { database in
                try database.forEachSeries(series, under: standing, publishedBy: publishedBy) { key, leaders in
                    receive(InForce(of: key, leaders, times))
                }
            }
        }
        do {
            try HistoryFeed<InForce>.reading(readers) { key, _, history in
                var leaders: [Leader] = []
                history.findLeaders(under: standing, publishedBy: publishedBy, into: &leaders)
                return InForce(of: key, leaders, times)
            } _: { feed in
                feed.ask(series.map { ($0.key, $0.number) })
                while case let made = try feed.take(), !made.isEmpty {
                    for case let inForce? in made { receive(inForce) }
                }
            }
        } catch {
            throw RecordFailure(error, path: path)
        }
    }
}

/// What a series says under a standing.
struct InForce: Sendable {
    /// The observations in force.
    let series: Series
    /// How many figures are in force: years whose newest word is no retraction.
    let figureCount: Int

    fileprivate init(of key: SeriesKey, _ leaders: [Leader], _ times: [Timestamp]) {
        series = Series(of: key, leaders, times)
        figureCount = leaders.figureCount
    }
}
