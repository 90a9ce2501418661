import GRDB
import Indicators
public import Record

extension SQLiteRecord: PortableRecord {
    /// What the record holds now, with all that it keeps of each batch.
    public func portableView() throws(RecordFailure) -> any PortableView { try SQLiteView(self) }

    /// Adds a batch of another record as it is kept there: on disk, all of it, when it returns.
    public func take(
        _ batch: KeptBatch, after origin: StateToken, expecting expected: StateToken,
        _ forEachStretch: ((KeptStretch) throws -> Void) throws -> Void
    ) throws(RecordFailure) {
        try write { database in
            guard try StateToken(database) == expected else { throw RecordFailure.busy(place: place) }
            if expected.batch == 0 { try RecordIdentity.become(origin.record, in: database) }
            let newest = try LedgerEntry.newest(database)
            var entry = batch.entry(after: newest)
            try UnitTable(database).require(batch.units, after: newest, for: &entry)
            var taking = try BatchTaking(batch.id, series: SeriesWriter(database, after: newest), in: database)
            try forEachStretch { stretch in try taking.write(stretch) }
            try taking.note(in: &entry)
            try database.addBatch(batch.id, batch.kind, recorded: batch.recorded, by: batch.recordedBy, batch.counts)
            try entry.add(to: database)
            return ((), true)
        }
    }
}

/// Writes what a batch of another record says.
private struct BatchTaking {
    private let batch: Int
    private let database: Database
    private let numbers: SeriesNumbers
    private let sumOf: Statement
    private var series: SeriesWriter
    private var writer: StatementWriter
    private var touched: [Int64] = []
    private var said = Checksum()

    init(_ batch: Int, series: SeriesWriter, in database: Database) throws {
        self.batch = batch
        self.database = database
        self.series = series
        numbers = try SeriesNumbers(database)
        sumOf = try database.cachedStatement(sql: "SELECT sum FROM series WHERE id = ?")
        writer = try StatementWriter(database)
    }

    mutating func write(_ stretch: KeptStretch) throws {
        let texts = try TextTable(database).numbers(of: stretch.texts)
        for part in stretch.parts {
            let known = try numbers.known(part.key)
            let kept = try known.flatMap { try Int64.fetchOne(sumOf, arguments: [$0]) }.map { Checksum(column: $0) }
            let number = try known ?? series.newNumber()
            let sum = try writer.write(
                KeptStretch.statements(of: part, numbers: texts), part.repetitions, of: number, in: batch)
            try series.keep(number, part.key, kept: kept, adding: sum)
            touched.append(number)
            said += sum
        }
    }

    mutating func note(in entry: inout LedgerEntry) throws {
        try writer.flush()
        entry.series = touched.isEmpty ? [] : PackedNumbers.packed(touched)
        entry.said = said
        entry.seriesSum = series.setSum
    }
}
