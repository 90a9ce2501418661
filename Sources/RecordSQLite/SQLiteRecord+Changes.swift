import GRDB
import Indicators
public import Record

public import enum Record.RecordError

extension SQLiteRecord {
    /// The series that may be others than they were after a batch, in the work of what was recorded since; 0: all of them.
    public func changes(since batch: Int) throws(RecordError) -> RecordChanges {
        try read { database in
            let log = try BatchLog(database)
            let table = SeriesTable(database)
            let touched =
                batch == 0
                ? try table.all(SeriesSelection())
                : try table.ofBatches(try BatchLog.touched(database, after: batch, upTo: log.count).sorted())
            let times = try log.recordedTimes(database)
            var series: [Series] = []
            try database.forEachSeries(touched, under: log.standing) { key, leaders in
                series.append(Series(of: key, leaders, times))
            }
            return RecordChanges(newest: log.count, series: series)
        }
    }
}
