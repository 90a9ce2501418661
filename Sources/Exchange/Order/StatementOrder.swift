// On the hot path: benchmark `record` in Benchmarks/.

internal import Indicators
internal import Threads

/// Brings the rows of an input into the order of keys, however many they are: as they come they are sorted a chunk at a
/// time, and chunks go to the disk, on a thread of its own.
struct StatementOrder: ~Copyable {
    typealias Row = StatementBuffer.Row

    /// Rows that are held at once: 2 MiB of them. Twice as many are being ordered and written meanwhile.
    static let chunkSize = 65_536

    private let catalog: Catalog
    /// By index in the catalog: the rank in the order of ids.
    private let indicatorRanks: [Int32]
    private let regionRanks: [Int32]
    private let chunkSize: Int
    /// By rank of a series: whether it has a row.
    private var isUsed: [Bool]
    private var chunk: [Row] = []
    private var isOrdered = true
    /// Whether each row so far has a greater key than the one before: then no two rows can disagree.
    private(set) var isStrictlyOrdered = true
    private var last: (series: Int32, year: Int16) = (-1, 0)
    private var runs: [Range<Int>] = []
    private var file: ScratchFile?
    private var spilling: Worker<[Row], ScratchError>?
    private var failure: ScratchError?

    init(_ catalog: Catalog, chunkSize: Int = StatementOrder.chunkSize) {
        self.catalog = catalog
        self.chunkSize = chunkSize
        indicatorRanks = Self.ranks(catalog.indicators.map(\.id))
        regionRanks = Self.ranks(catalog.regions.map(\.id))
        isUsed = [Bool](repeating: false, count: catalog.indicators.count * catalog.regions.count)
    }

    /// The rank of the series of an indicator and a region, by their indices in the catalog.
    func rank(indicator: Int, region: Int) -> Int32 {
        indicatorRanks[indicator] * Int32(truncatingIfNeeded: regionRanks.count) + regionRanks[region]
    }

    /// Takes a row whose `series` is a rank, after all that stand before it in the input.
    mutating func append(_ row: Row) {
        guard failure == nil else { return }
        let key = (series: row.series, year: row.year)
        if key <= last {
            isStrictlyOrdered = false
            if !chunk.isEmpty, key < last { isOrdered = false }
        }
        if key.series != last.series { isUsed[Int(row.series)] = true }
        last = key
        chunk.append(row)
        if chunk.count == chunkSize { spill() }
    }

    /// All rows in order.
    mutating func finish(texts: [String]) throws(ScratchError) -> any StatementSource {
        if file != nil, !chunk.isEmpty { spill() }
        _ = spilled()
        if let failure { throw failure }
        var numbers = [Int32](repeating: -1, count: isUsed.count)
        var series: [SeriesKey] = []
        let (indicators, regions) = (catalog.indicators.map(\.id).sorted(), catalog.regions.map(\.id).sorted())
        for rank in isUsed.indices where isUsed[rank] {
            numbers[rank] = Int32(series.count)
            series.append(
                SeriesKey(indicator: indicators[rank / regions.count], region: regions[rank % regions.count]))
        }
        if let file {
            return SpilledStatements(series: series, texts: texts, file: file, runs: runs, numbers: numbers)
        }
        var rows = isOrdered ? chunk : Self.ordered(chunk, series: isUsed.count)
        for index in rows.indices { rows[index].series = numbers[Int(rows[index].series)] }
        return StatementBuffer(series: series, texts: texts, rows: rows)
    }

    /// Has the chunk written to the disk, in order, once the one before it is there.
    private mutating func spill() {
        let room = spilled()
        let start = runs.last?.upperBound ?? 0
        runs.append(start..<start + chunk.count)
        do throws(ScratchError) {
            let file: ScratchFile
            if let known = self.file { file = known } else { file = try ScratchFile() }
            self.file = file
            let (chunk, isOrdered, series) = (chunk, isOrdered, isUsed.count)
            spilling = Worker("ordering") { () throws(ScratchError) in
                try file.write(isOrdered ? chunk : Self.ordered(chunk, series: series), behind: start)
                return chunk
            }
        } catch {
            failure = error
        }
        chunk = room
        isOrdered = true
    }

    /// Waits for the chunk that is being written; empty, with its room.
    private mutating func spilled() -> [Row] {
        guard let spilling else { return [] }
        self.spilling = nil
        do {
            var rows = try spilling.result()
            rows.removeAll(keepingCapacity: true)
            return rows
        } catch {
            failure = error
            return []
        }
    }

    /// Rows by series, year and location: counted into their series, then each series sorted by itself.
    private static func ordered(_ chunk: [Row], series: Int) -> [Row] {
        var starts = [Int32](repeating: 0, count: series + 1)
        for row in chunk { starts[Int(row.series) + 1] += 1 }
        for rank in 0..<series { starts[rank + 1] += starts[rank] }
        var next = starts
        var ordered = [Row](repeating: chunk[0], count: chunk.count)
        for row in chunk {
            let rank = Int(row.series)
            ordered[Int(next[rank])] = row
            next[rank] += 1
        }
        for rank in 0..<series {
            ordered.sortByYearAndLocation(Int(starts[rank])..<Int(starts[rank + 1]))
        }
        return ordered
    }

    private static func ranks<Value>(_ ids: [Identifier<Value>]) -> [Int32] {
        var ranks = [Int32](repeating: 0, count: ids.count)
        for (rank, index) in ids.indices.sorted(by: { ids[$0] < ids[$1] }).enumerated() { ranks[index] = Int32(rank) }
        return ranks
    }
}

/// Rows on the disk, in runs of which each is in order.
private struct SpilledStatements: StatementSource {
    let series: [SeriesKey]
    let texts: [String]
    let file: ScratchFile
    let runs: [Range<Int>]
    /// By rank: the index in `series`.
    let numbers: [Int32]

    var count: Int { runs.last?.upperBound ?? 0 }

    /// About as many rows as a stretch has.
    private static let stretchSize = 8192

    func forEachStretch(_ body: (StatementBuffer) throws -> Void) throws {
        var readers = try runs.map { run throws(ScratchError) in try RunReader(run, of: file) }
        var stretch = StatementBuffer(series: series, texts: texts)
        stretch.rows.reserveCapacity(2 * Self.stretchSize)
        while let rank = readers.lazy.compactMap(\.next).min() {
            let start = stretch.rows.count
            var parts = 0
            for index in readers.indices where readers[index].next == rank {
                try readers[index].take(rank, as: numbers[Int(rank)], into: &stretch.rows)
                parts += 1
            }
            if parts > 1 { stretch.rows.sortByYearAndLocation(start..<stretch.rows.count) }
            if stretch.rows.count >= Self.stretchSize {
                try body(stretch)
                stretch.rows.removeAll(keepingCapacity: true)
            }
        }
        if !stretch.rows.isEmpty { try body(stretch) }
    }
}

/// Reads a run of rows from the disk, a block at a time.
private struct RunReader {
    private let file: ScratchFile
    private var rest: Range<Int>
    private var block: [StatementBuffer.Row] = []
    private var position = 0

    private static let blockSize = 1024

    init(_ run: Range<Int>, of file: ScratchFile) throws(ScratchError) {
        self.file = file
        rest = run
        try refill()
    }

    /// The rank of the next row; nil at the end.
    var next: Int32? { position < block.count ? block[position].series : nil }

    /// Appends the rows of a series.
    mutating func take(
        _ rank: Int32, as number: Int32, into rows: inout [StatementBuffer.Row]
    ) throws(ScratchError) {
        while position < block.count, block[position].series == rank {
            var row = block[position]
            row.series = number
            rows.append(row)
            position += 1
            if position == block.count { try refill() }
        }
    }

    private mutating func refill() throws(ScratchError) {
        let range = rest.prefix(Self.blockSize)
        rest = range.endIndex..<rest.upperBound
        try file.read(range.startIndex..<range.endIndex, into: &block)
        position = 0
    }
}

extension [StatementBuffer.Row] {
    /// Sorts some rows of one series by year, then location.
    fileprivate mutating func sortByYearAndLocation(_ range: Range<Int>) {
        guard range.count > 32 else {
            for end in range.dropFirst() {
                let row = self[end]
                var position = end
                while position > range.lowerBound, row.precedes(self[position - 1]) {
                    self[position] = self[position - 1]
                    position -= 1
                }
                self[position] = row
            }
            return
        }
        // A sort needs room of its own; most series come in order.
        if range.dropFirst().contains(where: { self[$0].precedes(self[$0 - 1]) }) {
            self[range].sort { $0.precedes($1) }
        }
    }
}

extension StatementBuffer.Row {
    fileprivate func precedes(_ other: Self) -> Bool {
        year == other.year ? location < other.location : year < other.year
    }
}
