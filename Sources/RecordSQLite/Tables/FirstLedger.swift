import GRDB
import Indicators
import Record

/// Brings what a record of schema 2 holds under checksums, and makes its ledger; what can't be is damage.
struct FirstLedger {
    private let database: Database
    private let standing: Standing
    private var entry = LedgerEntry()
    /// By batch: of its statements and repeats.
    private var said: [Checksum]
    /// How many figures are in force.
    private var figures = 0

    init(_ database: Database) throws {
        self.database = database
        try HistoryReader.prepare(database)
        let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM batch") ?? 0
        guard try Int.fetchOne(database, sql: "SELECT max(id) FROM batch") ?? 0 == count else {
            throw DatabaseError.damage("batches are missing among those numbered")
        }
        var standing = Standing(batches: count)
        for row in try Row.fetchAll(database, sql: "SELECT id, voids FROM batch WHERE voids IS NOT NULL ORDER BY id") {
            let (id, target) = (try row.decode(Int.self, atIndex: 0), try row.decode(Int.self, atIndex: 1))
            guard target > 0, target < id else { throw DatabaseError.damage("batch \(id) voids \(target)") }
            standing.void(target, by: id)
        }
        self.standing = standing
        said = Array(repeating: Checksum(), count: count + 1)
    }

    /// Fills the tables that are new, and the columns.
    mutating func fill() throws {
        try sumTexts()
        try sumSeries()
        try addEntries()
    }

    private func sumTexts() throws {
        let keep = try database.cachedStatement(sql: "UPDATE text SET sum = ? WHERE id = ?")
        for number in try Int64.fetchAll(database, sql: "SELECT id FROM text") {
            let text = try String.fetchOne(database, sql: "SELECT text FROM text WHERE id = ?", arguments: [number])
            guard let text else { throw DatabaseError.damage("text \(number) is not there") }
            try keep.execute(arguments: [Checksum(ofText: text, number: number).column, number])
        }
    }

    private mutating func sumSeries() throws {
        let reader = try HistoryReader(database)
        let keep = try database.cachedStatement(sql: "UPDATE series SET sum = ? WHERE id = ?")
        let adding = try database.cachedStatement(sql: "INSERT INTO repeat VALUES (?, ?, ?)")
        var series: [(Int64, SeriesKey)] = []
        try SeriesTable(database).forEach { number, key, _ in series.append((number, key)) }
        var history = SeriesHistory()
        var leaders: [Leader] = []
        for (number, key) in series {
            _ = try reader.load(number, into: &history)
            let ofKey = Checksum(of: key, number: number)
            var sum = ofKey
            for statement in history.statements {
                try note(Checksum(of: statement, in: number), by: statement.batch, of: key, &sum)
            }
            for (batch, packed, runs) in try repeats(of: number, key, history.statements) {
                try adding.execute(arguments: [number, batch, packed.asData])
                let repeated = unsafe packed.withUnsafeBytes { bytes in
                    unsafe Checksum(ofRepeats: bytes, by: batch, in: number)
                }
                try note(repeated, by: batch, of: key, &sum)
                history.repetitions += runs.map { Repetition(first: $0.first, last: $0.last, batch: batch) }
            }
            try keep.execute(arguments: [sum.column, number])
            entry.seriesSum += Checksum(ofSeries: ofKey, sum: sum)
            history.findLeaders(under: standing, into: &leaders)
            figures += leaders.figureCount
        }
    }

    private mutating func note(_ item: Checksum, by batch: Int32, of key: SeriesKey, _ sum: inout Checksum) throws {
        guard said.indices.dropFirst().contains(Int(batch)) else {
            throw DatabaseError.damage("batch \(batch) of \(key.indicator) \(key.region) is not there")
        }
        said[Int(batch)] += item
        sum += item
    }

    /// What each batch repeats of a series, ascending by batch.
    private func repeats(
        of series: Int64, _ key: SeriesKey, _ statements: [KeptStatement]
    ) throws -> [(batch: Int32, packed: [UInt8], runs: [(first: Int32, last: Int32)])] {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT published, first_period, last_period, of_batch, batch FROM repetition WHERE series = ?",
            arguments: [series])
        guard !rows.isEmpty else { return [] }
        // The ordinals of the statements, by year, date and batch; of one batch's the last counts.
        var ordinals: [[Int32]: Int64] = [:]
        let kept = statements.sorted {
            ($0.batch, $0.year, $0.published, $0.row) < ($1.batch, $1.year, $1.published, $1.row)
        }
        for (ordinal, statement) in kept.enumerated() {
            ordinals[[Int32(statement.year), statement.published, statement.batch]] = Int64(ordinal)
        }
        var repeated: [Int32: Set<Int64>] = [:]
        for row in rows {
            let (published, first): (Int32, Int32) = (try row.decode(atIndex: 0), try row.decode(atIndex: 1))
            let (last, original): (Int32, Int32) = (try row.decode(atIndex: 2), try row.decode(atIndex: 3))
            let batch: Int32 = try row.decode(atIndex: 4)
            guard first <= last, last - first < 10_000, original < batch else {
                throw DatabaseError.damage("a repeat of \(key.indicator) \(key.region) is of nothing")
            }
            for year in first...last {
                guard let ordinal = ordinals[[year, published, original]] else {
                    throw DatabaseError.damage("a repeat of \(key.indicator) \(key.region) in \(year) is of nothing")
                }
                repeated[batch, default: []].insert(ordinal)
            }
        }
        return repeated.sorted { $0.key < $1.key }.map { batch, ordinals in
            let packed = PackedNumbers.packed(ordinals)
            var runs: [(first: Int32, last: Int32)] = []
            for ordinal in ordinals.sorted() { runs.append((Int32(ordinal), Int32(ordinal))) }
            return (batch, packed, runs)
        }
    }

    private mutating func addEntries() throws {
        for row in try Row.fetchAll(
            database, sql: "SELECT indicator, unit FROM unit WHERE batch NOT IN (SELECT id FROM batch)")
        { throw DatabaseError.damage("the unit of \(row[0] ?? "an indicator") is of no batch") }
        for batch in 1..<said.count {
            guard
                let row = try Row.fetchOne(database, sql: "SELECT * FROM batch WHERE id = ?", arguments: [batch])
            else { throw DatabaseError.damage("batch \(batch) is not there") }
            let found = try Batch(row, under: standing)
            entry.goOn(to: batch, recorded: found.recorded)
            entry.series = PackedNumbers.packed(
                try Int64.fetchAll(
                    database, sql: "SELECT series FROM batch_series WHERE batch = ?", arguments: [batch]))
            entry.said = said[batch]
            entry.figures = batch == said.count - 1 ? figures : nil
            entry.totals.add(found)
            if case .undo(let target) = found.kind { entry.undosSum += Checksum(ofUndo: batch, voiding: target) }
            let units = try Row.fetchAll(
                database, sql: "SELECT indicator, unit FROM unit WHERE batch = ?", arguments: [batch])
            for unit in units {
                entry.unitsSum += Checksum(
                    ofUnit: try unit.decode(atIndex: 1), of: try unit.decode(atIndex: 0), batch: batch)
            }
            try entry.add(to: database)
        }
    }
}
