// Hot: every append goes through here.
import Indicators
import Record

/// Compares the rows of a batch with what the record has, some hundred series at a question, and adds what is to be kept.
struct BlockWriter {
    private let log: BatchLog
    private let texts: [Int32]
    private let isWritten: Bool
    private var blocks = CopyBuffer("mosaic.block (series, batch, sum, total, statements, repeats)")
    private var newSeries = CopyBuffer("mosaic.series (id, indicator, region)")
    private var lastSeries: Int64
    private var touched: [Int64] = []
    private var said = Checksum()
    private var seriesSum: Checksum
    private var packed: [UInt8] = []

    /// - Parameter isWritten: whether what is to be kept is added; else rows are but compared.
    init(
        _ log: BatchLog, _ statements: any StatementSource, isWritten: Bool, in session: inout Session
    ) throws {
        self.log = log
        self.isWritten = isWritten
        seriesSum = log.newest.seriesSum
        texts = try TextTable.numbers(of: statements.texts, in: &session)
        lastSeries = try session.run("SELECT coalesce(max(id), 0) FROM mosaic.series").int(0, 0)
    }

    /// Writes the batch, and notes of which series it is and their checksums in its entry.
    mutating func write(
        _ statements: any StatementSource, comparison: inout BatchComparison, entry: inout LedgerEntry,
        in session: inout Session
    ) throws {
        let batch = entry.batch
        try statements.forEachStretchAgain { stretch in
            let ranges = stretch.rangesOfSeries
            for start in stride(from: 0, to: ranges.count, by: HistoryReader.stretch) {
                try write(
                    Array(ranges[start..<min(start + HistoryReader.stretch, ranges.count)]), of: stretch, by: batch,
                    comparison: &comparison, in: &session)
            }
        }
        try newSeries.flush(&session)
        try blocks.flush(&session)
        entry.series = PackedNumbers.packed(touched)
        entry.said = said
        entry.seriesSum = seriesSum
    }

    /// Writes the rows of some hundred series.
    private mutating func write(
        _ ranges: [Range<Int>], of stretch: StatementBuffer, by batch: Int, comparison: inout BatchComparison,
        in session: inout Session
    ) throws {
        let keys = ranges.map { stretch.series[Int(stretch.rows[$0.lowerBound].series)] }
        // The first batch of a record knows no series.
        let known: [Int64?] =
            log.count > 0
            ? try SeriesTable.numbers(of: keys, in: &session) : Array(repeating: nil, count: keys.count)
        let kept = try BlockRows(of: known.compactMap { $0 }, upTo: log.count, in: &session)
        var history = SeriesHistory()
        var leaders: [Leader] = []
        for (index, rows) in ranges.enumerated() {
            var total = Checksum()
            leaders.removeAll(keepingCapacity: true)
            if let number = known[index] {
                total = try kept.read(number, of: keys[index], into: &history)
                history.findLeaders(under: log.standing, into: &leaders)
            }
            comparison.compare(rows, of: stretch, with: leaders, texts: texts)
            guard isWritten else { continue }
            add(comparison, of: keys[index], known[index] ?? add(keys[index]), after: total, by: Int32(batch))
        }
        if newSeries.isFull { try newSeries.flush(&session) }
        if blocks.isFull { try blocks.flush(&session) }
    }

    /// Gives a series that is new its number.
    private mutating func add(_ key: SeriesKey) -> Int64 {
        lastSeries += 1
        seriesSum += Checksum(of: key, number: lastSeries)
        newSeries.beginRow(3)
        newSeries.add(Int32(truncatingIfNeeded: lastSeries))
        newSeries.add(key.indicator.rawValue)
        newSeries.add(key.region.rawValue)
        return lastSeries
    }

    /// Adds what is to be kept of a series.
    private mutating func add(
        _ comparison: BatchComparison, of key: SeriesKey, _ number: Int64, after total: Checksum, by batch: Int32
    ) {
        let statements = StatementBlock.packed(comparison.kept)
        packed.removeAll(keepingCapacity: true)
        if !comparison.repetitions.isEmpty {
            PackedNumbers.pack(comparison.repetitions.map { ($0.first, $0.last) }, into: &packed)
        }
        let sum = unsafe statements.withUnsafeBytes { statements in
            unsafe packed.withUnsafeBytes { repeats in
                unsafe Checksum(ofBlock: statements, repeats, by: batch, of: key, number)
            }
        }
        var newTotal = total
        newTotal += sum
        blocks.beginRow(6)
        blocks.add(Int32(truncatingIfNeeded: number))
        blocks.add(batch)
        blocks.add(sum.column)
        blocks.add(newTotal.column)
        blocks.add(statements)
        blocks.add(packed)
        touched.append(number)
        said += sum
    }
}
