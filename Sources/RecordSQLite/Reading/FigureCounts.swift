import GRDB
import Indicators
import Record
import Synchronization

/// How many figures of each series are in force, as far as that was ever counted: what was read for another purpose is
/// not read again for its number.
///
/// A record's state is its first batches, and never changes: a count of one stays right.
final class FigureCounts: Sendable {
    private struct State {
        /// The batch just after which the counts are right.
        var batch = 0
        var series: [Int64: Int] = [:]
        var total = 0

        mutating func set(_ count: Int, of number: Int64) {
            total += count - (series.updateValue(count, forKey: number) ?? 0)
        }
    }

    private let state = Mutex(State())

    /// Takes the counts of series as they are just after a batch: of all those that may be others than after an earlier one.
    func take(_ counts: [(series: Int64, count: Int)], changedSince earlier: Int, upTo batch: Int) {
        state.withLock { state in
            guard earlier <= state.batch, batch >= state.batch else { return }
            for (number, count) in counts { state.set(count, of: number) }
            state.batch = batch
        }
    }

    /// The number of figures in force by a log; only what changed since the last time is read.
    func total(_ database: Database, _ log: BatchLog) throws -> Int {
        let known = state.withLock { $0.batch }
        guard known <= log.count else {
            return try Self.counts(database, log, since: 0).reduce(0) { $0 + $1.count }
        }
        if known < log.count || known == 0 {
            take(try Self.counts(database, log, since: known), changedSince: known, upTo: log.count)
        }
        let (batch, total) = state.withLock { ($0.batch, $0.total) }
        // Another thread may have counted a later state meanwhile.
        return batch == log.count ? total : try Self.counts(database, log, since: 0).reduce(0) { $0 + $1.count }
    }

    private static func counts(
        _ database: Database, _ log: BatchLog, since batch: Int
    ) throws -> [(series: Int64, count: Int)] {
        var counts: [(series: Int64, count: Int)] = []
        let series = try SeriesTable(database).changed(since: batch, in: log)
        try database.forEachSeries(series, under: log.standing) { _, leaders in
            counts.append((series[counts.count].number, leaders.figureCount))
        }
        return counts
    }
}

extension SeriesTable {
    /// The series that may be others than just after a batch, ascending by key; since 0 all of them.
    func changed(since batch: Int, in log: BatchLog) throws -> [(number: Int64, key: SeriesKey)] {
        guard batch != 0 else { return try all(SeriesSelection()) }
        return try ofBatches(log.touched(after: batch).sorted())
    }
}

extension [Leader] {
    /// How many figures are in force: years whose newest word is no retraction.
    var figureCount: Int {
        var count = 0
        forEachInForce { count += $0.statement.isRetraction ? 0 : 1 }
        return count
    }
}
