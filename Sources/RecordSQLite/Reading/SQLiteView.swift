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
    /// When each batch was recorded, by number; index 0 stands for no batch.
    let times: [Timestamp]

    /// Pins the newest state of a record.
    init(_ record: SQLiteRecord) throws(RecordFailure) {
        self.record = record
        (log, times, state) = try record.read { database in
            let log = try BatchLog(database)
            return (log, try log.recordedTimes(database), try StateToken(database))
        }
    }

    func batches(after batch: Int) throws(RecordFailure) -> [Batch] {
        try read { database in
            let sql = "SELECT * FROM batch WHERE id > ? AND id <= ? ORDER BY id"
            return try Row.fetchAll(database, sql: sql, arguments: [batch, log.count]).map { row in
                try Batch(row, under: log.standing)
            }
        }
    }

    func vintages(of series: SeriesKey, asOf: AsOf) throws(RecordFailure) -> [Vintage] {
        let log = try log(asOf)
        return try read { database in
            let selection = SeriesSelection(indicator: series.indicator, region: series.region)
            guard let number = try SeriesTable(database).all(selection).first?.number else { return [] }
            var history = SeriesHistory()
            try HistoryReader(database).read(number, into: &history)
            var texts = TextTable(database)
            return try history.vintages(under: log.standing, publishedBy: asOf.publishedBy).compactMap {
                try Vintage($0, of: series, times, &texts)
            }
        }
    }

    func units() throws(RecordFailure) -> [Identifier<Indicator>: String] {
        try read { try UnitTable($0).all(upTo: log.count) }
    }

    func size() throws(RecordFailure) -> RecordSize {
        let bytes = RecordFile(record.place).size
        return try read { database in
            let sql = "SELECT sum(rows - unchanged) FROM batch WHERE id <= ?"
            let vintages = try Int.fetchOne(database, sql: sql, arguments: [log.count])
            return RecordSize(
                observations: try record.figureCounts.total(database, log), vintages: vintages ?? 0,
                batches: log.count, bytes: bytes)
        }
    }

    /// The log up to a point in the record's time.
    func log(_ asOf: AsOf) throws(RecordFailure) -> BatchLog {
        switch asOf.recorded {
        case nil: return log
        case .batch(let batch):
            guard batch > 0, batch <= log.count else { throw .noSuchBatch(batch) }
            return log.upTo(batch)
        case .time(let time): return log.upTo((times.lastIndex { $0 <= time } ?? 0))
        }
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
        guard try log.count == 0 || StateToken(database, after: log.count) == state else {
            throw DatabaseError(resultCode: .SQLITE_READONLY_DBMOVED)
        }
    }
}

extension Vintage {
    fileprivate init?(
        _ kept: KeptVintage, of series: SeriesKey, _ times: [Timestamp], _ texts: inout TextTable
    ) throws {
        let statement = kept.statement
        guard let period = Period(year: Int(statement.year)) else { return nil }
        self.init(
            series: series, period: period, content: statement.content,
            published: CalendarDate(daysSince1970: statement.published), batch: Int(statement.batch),
            recorded: times[Int(statement.batch)], source: try texts.text(statement.source),
            note: statement.note == KeptStatement.noText ? nil : try texts.text(statement.note),
            repeatedBy: kept.repeatedBy, isInForce: kept.isInForce)
    }
}
