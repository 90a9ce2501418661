// Hot: measured by Benchmarks' record, "again", "in the order of keys" and "shuffled".
import GRDB
import Indicators
import Record

/// Compares the rows of a batch with what the record has, a series at a time, and adds what is to be kept.
struct BatchWriter {
    private let batch: Int
    private let statements: any StatementSource
    private let texts: [Int32]
    private let numbers: SeriesNumbers
    private let reader: HistoryReader
    private var series: SeriesWriter
    private var writer: StatementWriter
    private let isWritten: Bool
    private var touched: [Int64] = []
    private var said = Checksum()
    private var history = SeriesHistory()

    /// A series of the record, the checksum of what is kept of it, and what ranked first in it before the batch.
    private struct Known: Sendable {
        /// nil: the record does not know it yet.
        var kept: (number: Int64, sum: Checksum)?
        var leaders: [Leader] = []
    }

    /// - Parameters:
    ///   - newest: what the record noted with the batch before this one.
    ///   - isWritten: whether what is to be kept is added; else rows are but compared.
    init(
        _ database: Database, batch: Int, after newest: LedgerEntry, _ statements: any StatementSource, isWritten: Bool
    ) throws {
        self.batch = batch
        self.isWritten = isWritten
        self.statements = statements
        texts = try TextTable(database).numbers(of: statements.texts)
        numbers = try SeriesNumbers(database)
        reader = try HistoryReader(database)
        series = try SeriesWriter(database, after: newest)
        writer = try StatementWriter(database)
    }

    /// Writes the batch, and notes of which series it is and their checksums in its entry.
    ///
    /// - Parameter readers: connections that see what this one sees, and read ahead; nil: this one reads.
    mutating func write(
        under standing: Standing, readers: DatabasePool?, comparison: inout BatchComparison, entry: inout LedgerEntry
    ) throws {
        if let readers {
            // Nothing is compared with a record that a restore has put another one in the place of.
            try HistoryFeed<Known>.reading(readers) { database in
                try database.requireNotMoved()
            } make: { number, sum, _, history in
                var known = Known(kept: (number, sum))
                history.findLeaders(under: standing, into: &known.leaders)
                return known
            } _: { feed in
                try write(from: feed, comparison: &comparison)
            }
        } else {
            try statements.forEachStretchAgain { try write($0, under: standing, comparison: &comparison) }
        }
        try writer.flush()
        entry.series = PackedNumbers.packed(touched)
        entry.said = said
        entry.seriesSum = series.setSum
    }

    /// Writes the rows of a stretch.
    private mutating func write(
        _ stretch: StatementBuffer, under standing: Standing, comparison: inout BatchComparison
    ) throws {
        var known = Known()
        for rows in stretch.rangesOfSeries {
            let key = stretch.series[Int(stretch.rows[rows.lowerBound].series)]
            if let number = try numbers.known(key) {
                known.kept = (number, try reader.read(number, of: key, into: &history))
                history.findLeaders(under: standing, into: &known.leaders)
            } else {
                known.kept = nil
                known.leaders.removeAll(keepingCapacity: true)
            }
            try write(rows, of: stretch, known, comparison: &comparison)
        }
    }

    /// Writes all rows: the histories of a stretch are asked for before those of the one before it are taken.
    private mutating func write(from feed: HistoryFeed<Known>, comparison: inout BatchComparison) throws {
        var waiting: StatementBuffer?
        try statements.forEachStretchAgain { stretch in
            feed.ask(stretch.rangesOfSeries.map { (stretch.series[Int(stretch.rows[$0.lowerBound].series)], nil) })
            if let waiting { try write(waiting, from: feed, comparison: &comparison) }
            waiting = stretch
        }
        if let waiting { try write(waiting, from: feed, comparison: &comparison) }
    }

    private mutating func write(
        _ stretch: StatementBuffer, from feed: HistoryFeed<Known>, comparison: inout BatchComparison
    ) throws {
        var found: ArraySlice<Known?> = []
        for rows in stretch.rangesOfSeries {
            if found.isEmpty { found = try feed.take()[...] }
            try write(rows, of: stretch, found.removeFirst() ?? Known(), comparison: &comparison)
        }
    }

    private mutating func write(
        _ rows: Range<Int>, of stretch: StatementBuffer, _ known: Known, comparison: inout BatchComparison
    ) throws {
        comparison.compare(rows, of: stretch, with: known.leaders, texts: texts)
        // A dry run, too, makes sure that the index has not lost a series.
        let number = try known.kept?.number ?? series.newNumber()
        guard isWritten else { return }
        let sum = try writer.write(comparison.kept, comparison.repetitions, of: number, in: batch)
        let key = stretch.series[Int(stretch.rows[rows.lowerBound].series)]
        try series.keep(number, key, kept: known.kept?.sum, adding: sum)
        touched.append(number)
        said += sum
    }
}
