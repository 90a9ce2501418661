import GRDB
import GRDBSQLite
import Indicators
import Record

/// The record's interned series.
struct SeriesTable {
    let database: Database

    init(_ database: Database) { self.database = database }

    /// The series of a selection, ascending by key. All of them are read, so that one that is lost is missed.
    /// - Parameter expected: the checksum of all of them; nil: that of the newest batch's entry.
    func all(
        _ selection: SeriesSelection, fitting expected: Checksum? = nil
    ) throws -> [(number: Int64, key: SeriesKey)] {
        let expected = try expected ?? LedgerEntry.newest(database).seriesSum
        var sum = Checksum()
        var found: [(number: Int64, key: SeriesKey)] = []
        try forEach { number, key, kept in
            sum += Checksum(ofSeries: Checksum(of: key, number: number), sum: kept)
            if selection.includes(key) { found.append((number, key)) }
        }
        guard sum == expected else { throw DatabaseError.damage("the series do not fit their checksum") }
        return found.sorted { $0.key < $1.key }
    }

    /// Hands over every series and the checksum of what is kept of it, ascending by number, unchecked.
    func forEach(_ body: (Int64, SeriesKey, Checksum) throws -> Void) throws {
        let rows = try database.cachedStatement(sql: "SELECT id, indicator, region, sum FROM series ORDER BY id")
        let pointer = unsafe rows.sqliteStatement
        unsafe sqlite3_reset(pointer)
        defer { unsafe sqlite3_reset(pointer) }
        while true {
            switch unsafe sqlite3_step(pointer) {
            case SQLITE_ROW:
                let indicator = unsafe String(decoding: Checksum.bytes(pointer, 1), as: UTF8.self)
                let region = unsafe String(decoding: Checksum.bytes(pointer, 2), as: UTF8.self)
                try body(
                    unsafe sqlite3_column_int64(pointer, 0),
                    SeriesKey(indicator: Identifier(indicator), region: Identifier(region)),
                    Checksum(column: unsafe sqlite3_column_int64(pointer, 3)))
            case SQLITE_DONE: return
            case let code: throw database.failure(code)
            }
        }
    }

    /// The series of which batches have statements, ascending by key.
    func ofBatches(_ batches: Set<Int>) throws -> [(number: Int64, key: SeriesKey)] {
        var numbers: Set<Int64> = []
        for batch in batches { numbers.formUnion(try self.numbers(of: batch)) }
        return try numbers.map { (number: $0, key: try key(of: $0)) }.sorted { $0.key < $1.key }
    }

    /// The series that may be others than just after a batch, ascending by key; since 0 all of them.
    func changed(since batch: Int, in log: BatchLog) throws -> [(number: Int64, key: SeriesKey)] {
        guard batch != 0 else { return try all(SeriesSelection()) }
        return try ofBatches(log.touched(after: batch))
    }

    /// The numbers of the series of which a batch has statements.
    func numbers(of batch: Int) throws -> [Int64] {
        guard let numbers = try LedgerEntry(database, of: batch).series.unpacked(below: .max) else {
            throw DatabaseError.damage("the series of batch \(batch) are packed wrong")
        }
        return numbers
    }

    /// The key of a series. It is right once the series's history fits its checksum, which has the key in it.
    func key(of number: Int64) throws -> SeriesKey {
        let find = try database.cachedStatement(sql: "SELECT indicator, region FROM series WHERE id = ?")
        guard let row = try Row.fetchOne(find, arguments: [number]) else {
            throw DatabaseError.damage("series \(number) is not there")
        }
        return SeriesKey(
            indicator: Identifier(try row.decode(String.self, atIndex: 0)),
            region: Identifier(try row.decode(String.self, atIndex: 1)))
    }
}
