// Hot: every append goes through here.
import Indicators
import Record

/// The blocks of a batch and the series that are new by it, on their way into their tables.
struct BatchBlocks {
    private let batch: Int32
    private var blocks = CopyBuffer("mosaic.block (series, batch, sum, total, statements, repeats)")
    private var newSeries = CopyBuffer("mosaic.series (id, indicator, region)")
    private var lastSeries: Int64
    private var touched: [Int64] = []
    private var said = Checksum()
    private var seriesSum: Checksum
    private var packed: [UInt8] = []

    /// - Parameter newest: what was noted with the batch before.
    init(of batch: Int, after newest: LedgerEntry, in session: inout Session) throws {
        self.batch = Int32(batch)
        seriesSum = newest.seriesSum
        lastSeries = try session.run("SELECT coalesce(max(id), 0) FROM mosaic.series").int(0, 0)
    }

    /// Adds what the batch says of a series.
    /// - Parameters:
    ///   - number: the series's; nil: it is new.
    ///   - total: the checksum of what earlier batches say of it.
    mutating func add(
        _ kept: [KeptStatement], _ repetitions: [Repetition], of key: SeriesKey, _ number: Int64?, after total: Checksum
    ) {
        let number = number ?? add(key)
        let statements = StatementBlock.packed(kept)
        packed.removeAll(keepingCapacity: true)
        if !repetitions.isEmpty {
            PackedNumbers.pack(repetitions.map { ($0.first, $0.last) }, into: &packed)
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

    /// Copies what was gathered, where it is enough or the last.
    mutating func flush(_ session: inout Session, isLast: Bool) throws {
        if isLast || newSeries.isFull { try newSeries.flush(&session) }
        if isLast || blocks.isFull { try blocks.flush(&session) }
    }

    /// Notes of which series the batch is, and their checksums.
    func note(in entry: inout LedgerEntry) {
        entry.series = touched.isEmpty ? [] : PackedNumbers.packed(touched)
        entry.said = said
        entry.seriesSum = seriesSum
    }
}
