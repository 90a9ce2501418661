import GRDB
import Record

extension Database {
    /// How many figures are in force by a log.
    ///
    /// The newest batch that noted a number gives it. The series that were touched since are counted before and after.
    func figureTotal(_ log: BatchLog) throws -> Int {
        var counted = log.count
        var total = 0
        while counted > 0 {
            if let figures = try LedgerEntry(self, of: counted).figures {
                total = figures
                break
            }
            counted -= 1
        }
        let earlier = log.upTo(counted)
        let reader = try HistoryReader(self)
        var history = SeriesHistory()
        var (before, after): ([Leader], [Leader]) = ([], [])
        for (number, key) in try SeriesTable(self).changed(since: counted, in: log) {
            try reader.read(number, of: key, into: &history)
            history.findLeaders(under: earlier.standing, into: &before)
            history.findLeaders(under: log.standing, into: &after)
            total += after.figureCount - before.figureCount
        }
        return total
    }
}
