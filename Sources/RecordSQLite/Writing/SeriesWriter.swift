// Hot: a step a series of every append; measured by Benchmarks' record.
import GRDB
import GRDBSQLite
import Indicators
import Record

/// Adds series, and keeps the checksum of each in step with what a batch adds to it.
struct SeriesWriter {
    /// Of every series and what is kept of it.
    private(set) var setSum: Checksum
    private let database: Database
    private let adding: Statement
    private let changing: Statement
    private var last: Int64
    /// Whether the index of the keys is sure to have every series.
    private var isIndexSound: Bool

    /// Begins where the newest batch has left the series.
    init(_ database: Database, after newest: LedgerEntry) throws {
        self.database = database
        setSum = newest.seriesSum
        isIndexSound = newest.batch == 0
        adding = try database.cachedStatement(
            sql: "INSERT INTO series (sum, id, indicator, region) VALUES (?, ?, ?, ?)")
        changing = try database.cachedStatement(sql: "UPDATE series SET sum = ? WHERE id = ?")
        last = try Int64.fetchOne(database.cachedStatement(sql: "SELECT max(id) FROM series")) ?? 0
    }

    /// The number of a series that the index of the keys does not have.
    mutating func newNumber() throws -> Int64 {
        if !isIndexSound {
            try requireSoundIndex()
            isIndexSound = true
        }
        last += 1
        return last
    }

    /// Keeps what a batch adds to a series.
    /// - Parameters:
    ///   - kept: the checksum so far; nil: the series is new.
    ///   - said: that of what the batch adds.
    mutating func keep(_ number: Int64, _ key: SeriesKey, kept: Checksum?, adding said: Checksum) throws {
        let ofKey = Checksum(of: key, number: number)
        if let kept { setSum -= Checksum(ofSeries: ofKey, sum: kept) }
        var sum = kept ?? ofKey
        sum += said
        setSum += Checksum(ofSeries: ofKey, sum: sum)
        let pointer = unsafe kept == nil ? adding.sqliteStatement : changing.sqliteStatement
        unsafe sqlite3_bind_int64(pointer, 1, sum.column)
        unsafe sqlite3_bind_int64(pointer, 2, number)
        guard kept == nil else { return try unsafe database.finish(pointer) }
        try unsafe key.indicator.rawValue.withCString { indicator in
            try unsafe key.region.rawValue.withCString { region in
                unsafe sqlite3_bind_text(pointer, 3, indicator, -1, nil)
                unsafe sqlite3_bind_text(pointer, 4, region, -1, nil)
                defer { unsafe sqlite3_clear_bindings(pointer) }
                try unsafe database.finish(pointer)
            }
        }
    }

    /// Makes sure that a key which the index does not have is not there: the index has every series once, in order.
    private func requireSoundIndex() throws {
        var table = Checksum()
        for (number, key) in try SeriesTable(database).all(SeriesSelection(), fitting: setSum) {
            table += Checksum(of: key, number: number)
        }
        var index = Checksum()
        var last: (String, String)?
        let sql = "SELECT id, indicator, region FROM series ORDER BY indicator, region"
        let rows = try Row.fetchCursor(database, sql: sql)
        while let row = try rows.next() {
            let (number, names) = (
                try row.decode(Int64.self, atIndex: 0),
                (try row.decode(String.self, atIndex: 1), try row.decode(String.self, atIndex: 2))
            )
            if let last, last >= names { throw DatabaseError.damage("the index of the series is out of order") }
            last = names
            let key = SeriesKey(indicator: Identifier(names.0), region: Identifier(names.1))
            index += Checksum(of: key, number: number)
        }
        guard index == table else { throw DatabaseError.damage("the index of the series does not fit their checksum") }
    }
}
