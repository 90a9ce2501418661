import GRDB
import Indicators
import Record

/// One state of a record in SQLite, pinned by the number of its newest batch.
///
/// A record is only added to: under the standing of its first batches what is read later says the same, so that no
/// transaction has to stay open. Each reading makes sure that the record is still the one that was pinned.
struct SQLiteView: RecordView {
    let state: StateToken
    let record: SQLiteRecord
    let log: BatchLog
    private let pin: ViewPin?

    /// Pins the newest state of a record.
    init(_ record: SQLiteRecord) throws(RecordFailure) {
        self.record = record
        (log, state, pin) = try record.read { database in
            let identity = try RecordIdentity(database)
            try identity.requireSchema(database)
            let log = try BatchLog(database)
            return (log, StateToken(identity, log.newest), try ViewPin(database, after: log.count))
        }
    }

    func batches(after batch: Int) throws(RecordFailure) -> [Batch] {
        guard batch < log.count else { return [] }
        return try read { database in
            var batches: [Batch] = []
            try database.forEachBatch(after: max(0, batch), upTo: log.count) { row in
                batches.append(try Batch(row, under: log.standing))
            }
            return batches
        }
    }

    func batch(_ id: Int) throws(RecordFailure) -> Batch {
        guard id > 0, id <= log.count else { throw .noSuchBatch(id) }
        let batch: Batch? = try read { database in
            var found: Batch?
            try database.forEachBatch(after: id - 1, upTo: id) { found = try Batch($0, under: log.standing) }
            return found
        }
        guard let batch else { throw .noSuchBatch(id) }
        return batch
    }

    func vintages(of series: SeriesKey, asOf: AsOf) throws(RecordFailure) -> [Vintage] {
        let (log, times) = (try log(asOf), try times())
        return try read { database in
            let selection = SeriesSelection(indicator: series.indicator, region: series.region)
            guard let number = try SeriesTable(database).all(selection).first?.number else { return [] }
            var history = SeriesHistory()
            try HistoryReader(database).read(number, of: series, into: &history)
            var texts = TextTable(database)
            return try history.vintages(under: log.standing, publishedBy: asOf.publishedBy).compactMap {
                try Vintage($0, of: series, times) { try texts.text($0) }
            }
        }
    }

    func units() throws(RecordFailure) -> [Identifier<Indicator>: String] {
        try read { try UnitTable($0).all(upTo: log.newest) }
    }

    func size() throws(RecordFailure) -> RecordSize {
        let bytes = RecordFile(record.place).size
        return try read { database in
            let totals = log.newest.totals
            return RecordSize(
                observations: try log.newest.figures ?? database.figureTotal(log),
                vintages: totals.counts.rows - totals.counts[.unchanged], batches: log.count, bytes: bytes,
                totals: totals)
        }
    }

    /// The log up to a point in the record's time.
    func log(_ asOf: AsOf) throws(RecordFailure) -> BatchLog {
        try log.upTo(asOf) { () throws(RecordFailure) in try times() }
    }

    /// When each batch was recorded, by number; index 0 stands for no batch.
    func times() throws(RecordFailure) -> [Timestamp] {
        try read { try record.batchTimes.upTo(log.newest, $0) }
    }

    /// Runs a body on the record, which may have more batches by now.
    func read<Result>(_ body: (Database) throws -> Result) throws(RecordFailure) -> Result {
        try record.read { database in
            try requirePinned(database)
            return try body(database)
        }
    }

    /// Makes sure that a connection reads the record that was pinned.
    func requirePinned(_ database: Database) throws {
        if log.count == 0 { return }
        if let pin, try ViewPin(database, after: log.count) == pin { return }
        guard try StateToken(database, after: log.count) == state else {
            throw DatabaseError(resultCode: .SQLITE_READONLY_DBMOVED)
        }
    }
}
