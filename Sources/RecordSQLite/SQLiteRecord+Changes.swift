import GRDB
import Indicators
public import Record

public import enum Record.RecordError

extension SQLiteRecord {
    /// The series that may be others than they were after a batch, in the work of what was recorded since; 0: all of them.
    public func changes(since batch: Int) throws(RecordError) -> RecordChanges {
        try read { database in
            let log = try BatchLog(database)
            let touched = try SeriesTable(database).changed(since: batch, in: log)
            let times = try log.recordedTimes(database)
            var series: [Series] = []
            var counts: [(series: Int64, count: Int)] = []
            try database.forEachSeries(touched, under: log.standing) { key, leaders in
                series.append(Series(of: key, leaders, times))
                counts.append((touched[counts.count].number, leaders.figureCount))
            }
            figureCounts.take(counts, changedSince: batch, upTo: log.count)
            return RecordChanges(newest: log.count, series: series)
        }
    }
}
