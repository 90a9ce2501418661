// Hot: every append goes through here.
import Indicators
import Record

/// Compares the rows of a batch with what the record has, some hundred series at a question, and adds what is to be kept.
struct BlockWriter {
    private let log: BatchLog
    private let texts: [Int32]
    private let isWritten: Bool
    private var blocks: BatchBlocks

    /// - Parameter isWritten: whether what is to be kept is added; else rows are but compared.
    init(
        _ log: BatchLog, _ statements: any StatementSource, isWritten: Bool, in session: inout Session
    ) throws {
        self.log = log
        self.isWritten = isWritten
        texts = try TextTable.numbers(of: statements.texts, in: &session)
        blocks = try BatchBlocks(of: log.count + 1, after: log.newest, in: &session)
    }

    /// Writes the batch, and notes of which series it is and their checksums in its entry.
    mutating func write(
        _ statements: any StatementSource, comparison: inout BatchComparison, entry: inout LedgerEntry,
        in session: inout Session
    ) throws {
        try statements.forEachStretchAgain { stretch in
            let ranges = stretch.rangesOfSeries
            for start in stride(from: 0, to: ranges.count, by: HistoryReader.stretch) {
                try write(
                    Array(ranges[start..<min(start + HistoryReader.stretch, ranges.count)]), of: stretch,
                    comparison: &comparison, in: &session)
            }
        }
        try blocks.flush(&session, isLast: true)
        blocks.note(in: &entry)
    }

    /// Writes the rows of some hundred series.
    private mutating func write(
        _ ranges: [Range<Int>], of stretch: StatementBuffer, comparison: inout BatchComparison,
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
            blocks.add(comparison.kept, comparison.repetitions, of: keys[index], known[index], after: total)
        }
        try blocks.flush(&session, isLast: false)
    }
}
