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
    private var writer: StatementWriter
    private var history = SeriesHistory()

    /// A series of the record, and what ranked first in it before the batch.
    private struct Known: Sendable {
        var number: Int64
        var leaders: [Leader]
    }

    init(_ database: Database, batch: Int, _ statements: any StatementSource) throws {
        self.batch = batch
        self.statements = statements
        texts = try TextTable(database).numbers(of: statements.texts)
        numbers = try SeriesNumbers(database)
        reader = try HistoryReader(database)
        writer = try StatementWriter(database)
    }

    /// Writes the batch.
    ///
    /// - Parameter readers: connections that see what this one sees, and read ahead; nil: this one reads.
    mutating func write(
        under standing: Standing, readers: DatabasePool?, comparison: inout BatchComparison
    ) throws {
        if let readers {
            // Nothing is compared with a record that a restore has put another one in the place of.
            try HistoryFeed<Known>.reading(readers) { database in
                try database.requireNotMoved()
            } make: { _, number, history in
                var leaders: [Leader] = []
                history.findLeaders(under: standing, into: &leaders)
                return Known(number: number, leaders: leaders)
            } _: { feed in
                try write(from: feed, comparison: &comparison)
            }
        } else {
            try statements.forEachStretch { try write($0, under: standing, comparison: &comparison) }
        }
        try writer.flush()
    }

    /// Writes the rows of a stretch.
    private mutating func write(
        _ stretch: StatementBuffer, under standing: Standing, comparison: inout BatchComparison
    ) throws {
        var known = Known(number: 0, leaders: [])
        for rows in stretch.rangesOfSeries {
            let key = stretch.series[Int(stretch.rows[rows.lowerBound].series)]
            if let number = try numbers.known(key) {
                known.number = number
                try reader.read(number, into: &history)
                history.findLeaders(under: standing, into: &known.leaders)
            } else {
                known.number = try numbers.add(key)
                known.leaders.removeAll(keepingCapacity: true)
            }
            try write(rows, of: stretch, known, comparison: &comparison)
        }
    }

    /// Writes all rows: the histories of a stretch are asked for before those of the one before it are taken.
    private mutating func write(from feed: HistoryFeed<Known>, comparison: inout BatchComparison) throws {
        var waiting: StatementBuffer?
        try statements.forEachStretch { stretch in
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
            let key = stretch.series[Int(stretch.rows[rows.lowerBound].series)]
            let known = try found.removeFirst() ?? Known(number: numbers.add(key), leaders: [])
            try write(rows, of: stretch, known, comparison: &comparison)
        }
    }

    private mutating func write(
        _ rows: Range<Int>, of stretch: StatementBuffer, _ known: Known, comparison: inout BatchComparison
    ) throws {
        comparison.compare(rows, of: stretch, with: known.leaders, texts: texts)
        try writer.write(comparison, of: known.number, in: batch)
    }
}

extension StatementBuffer {
    /// Where the rows of each series stand.
    fileprivate var rangesOfSeries: [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        while start < rows.count {
            var end = start + 1
            while end < rows.count, rows[end].series == rows[start].series { end += 1 }
            ranges.append(start..<end)
            start = end
        }
        return ranges
    }
}
