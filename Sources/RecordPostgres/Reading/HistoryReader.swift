// Hot: every append and every read goes through here.
import Indicators
import Record

/// Reads what a record keeps of series, some hundred at a question, in whatever order they are asked for.
enum HistoryReader {
    /// So many series are asked for at once: a question a series takes six minutes for 1.8 million of them.
    static let stretch = 1024

    /// Hands over the histories of series in their order; each fits its checksums.
    /// - Parameter last: batches after this one are not read.
    static func read(
        _ series: [(number: Int64, key: SeriesKey)], upTo last: Int, in session: inout Session,
        _ body: (Int64, SeriesKey, inout SeriesHistory, inout Session) throws -> Void
    ) throws {
        var history = SeriesHistory()
        for start in stride(from: 0, to: series.count, by: stretch) {
            let asked = series[start..<min(start + stretch, series.count)]
            let blocks = try BlockRows(of: asked.map(\.number), upTo: last, in: &session)
            for (number, key) in asked {
                try blocks.read(number, of: key, into: &history)
                try body(number, key, &history, &session)
            }
        }
    }
}

/// The blocks of some series.
struct BlockRows {
    private let rows: SQLRows
    /// By a series's number: where its blocks are among the rows.
    private var places: [Int64: Range<Int>] = [:]

    /// Reads the blocks of series by batches up to one.
    init(of series: [Int64], upTo last: Int, in session: inout Session) throws {
        rows = try session.run(
            """
            SELECT series, batch, sum, total, statements, repeats FROM mosaic.block
            WHERE series = ANY ($1) AND batch <= $2 ORDER BY series, batch
            """, [.ints(series.sorted()), .int(Int64(last))])
        var start = 0
        for row in 0..<rows.count where row + 1 == rows.count || rows.int(row, 0) != rows.int(row + 1, 0) {
            places[rows.int(row, 0)] = start..<row + 1
            start = row + 1
        }
    }

    /// Overwrites a history with that of a series, which fits its checksums.
    /// - Returns: the checksum of all of its blocks.
    @discardableResult
    func read(_ number: Int64, of key: SeriesKey, into history: inout SeriesHistory) throws -> Checksum {
        history.removeAll()
        let range = places[number] ?? 0..<0
        var total = Checksum()
        for row in range {
            let batch = Int32(truncatingIfNeeded: rows.int(row, 1))
            let (statements, repeats) = unsafe (rows.bytes(row, 4), rows.bytes(row, 5))
            let sum = unsafe Checksum(ofBlock: statements, repeats, by: batch, of: key, number)
            total += sum
            guard sum == Checksum(column: rows.int(row, 2)), total == Checksum(column: rows.int(row, 3)) else {
                throw ServerFailure.damage("what it holds of \(key.indicator) \(key.region) does not fit its checksum")
            }
            guard unsafe StatementBlock.unpack(statements, of: batch, into: &history.statements) else {
                throw ServerFailure.damage(
                    "batch \(batch) says of \(key.indicator) \(key.region) what can't be unpacked")
            }
            try unsafe take(repeats, by: batch, into: &history)
        }
        if range.count > 1 {
            history.statements.sort {
                ($0.year, $0.published, $0.batch, $0.row) < ($1.year, $1.published, $1.batch, $1.row)
            }
        }
        return total
    }

    /// The blocks of a series, as what was found of each batch: for an examination, which goes on where one is damaged.
    func sums(of number: Int64, _ key: SeriesKey) -> [(batch: Int32, sum: Checksum)] {
        (places[number] ?? 0..<0).map { row in
            let batch = Int32(truncatingIfNeeded: rows.int(row, 1))
            return (batch, unsafe Checksum(ofBlock: rows.bytes(row, 4), rows.bytes(row, 5), by: batch, of: key, number))
        }
    }

    private func take(_ repeats: UnsafeRawBufferPointer, by batch: Int32, into history: inout SeriesHistory) throws {
        if unsafe repeats.isEmpty { return }
        // A batch repeats only what earlier batches have whole.
        let limit = history.statements.count
        let isSound = unsafe PackedNumbers.unpack(repeats, below: limit) { first, last in
            history.repetitions.append(Repetition(first: first, last: last, batch: batch))
        }
        guard isSound else { throw ServerFailure.damage("batch \(batch) repeats what is not there") }
    }
}

extension Checksum {
    /// Of what a batch says of a series, as it is packed.
    init(
        ofBlock statements: UnsafeRawBufferPointer, _ repeats: UnsafeRawBufferPointer, by batch: Int32,
        of key: SeriesKey, _ number: Int64
    ) {
        var hash = WordHash(.block)
        hash.add(UInt64(bitPattern: Checksum(of: key, number: number).column), UInt64(UInt32(bitPattern: batch)))
        unsafe hash.add(statements)
        unsafe hash.add(repeats)
        self.init(hash)
    }
}
