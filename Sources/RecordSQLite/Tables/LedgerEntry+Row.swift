import Foundation
import GRDB
import Indicators
import Record

extension LedgerEntry {
    /// Reads the entry of a batch, checked.
    init(_ database: Database, of batch: Int) throws {
        self.init()
        try database.forEachBatch(after: batch - 1, upTo: batch) { row in try read(row) }
    }

    /// Reads the entry of the newest batch, checked.
    static func newest(_ database: Database) throws -> LedgerEntry {
        let sql = "SELECT (SELECT max(id) FROM batch), (SELECT max(batch) FROM ledger)"
        let row = try Row.fetchOne(database.cachedStatement(sql: sql))
        let batch = try row?.decode(Int?.self, atIndex: 0) ?? 0
        guard try row?.decode(Int?.self, atIndex: 1) ?? 0 == batch, batch >= 0, batch < Int32.max else {
            throw DatabaseError.damage("batches and ledger do not end alike")
        }
        return batch == 0 ? LedgerEntry() : try LedgerEntry(database, of: batch)
    }

    /// Takes what a row of both tables says.
    mutating func read(_ row: Row) throws {
        batch = try row.decode(forColumn: "id")
        recorded = Timestamp(microseconds: try row.decode(forColumn: "recorded"))
        sha256 = try row.decode(Data?.self, forColumn: "sha256").map { [UInt8]($0) }
        series = [UInt8](try row.decode(Data.self, forColumn: "series"))
        figures = try row.decode(Int?.self, forColumn: "figures")
        totals.backfills = try row.decode(forColumn: "all_backfills")
        totals.retractions = try row.decode(forColumn: "all_retractions")
        totals.undos = try row.decode(forColumn: "all_undos")
        totals.counts = try BatchCounts(row, prefix: "all_")
        said = try Self.sum(row, "said")
        seriesSum = try Self.sum(row, "series_sum")
        timesSum = try Self.sum(row, "times_sum")
        undosSum = try Self.sum(row, "undos_sum")
        unitsSum = try Self.sum(row, "units_sum")
    }

    private static func sum(_ row: Row, _ column: String) throws -> Checksum {
        Checksum(column: try row.decode(forColumn: column))
    }
}

extension LedgerEntry {
    /// Adds the entry, and the checksum of its row and its batch's, within the caller's transaction. The batch has its row.
    func add(to database: Database) throws {
        let counts = BatchCounts.columns.map { "all_" + $0 }
        let columns =
            ["batch", "series", "said", "figures", "all_backfills", "all_retractions", "all_undos"] + counts
            + ["series_sum", "times_sum", "undos_sum", "units_sum", "sum"]
        let before: StatementArguments = [
            batch, (series.isEmpty ? PackedNumbers.packed([]) : series).asData, said.column, figures, totals.backfills,
            totals.retractions, totals.undos,
        ]
        let sums: StatementArguments = [seriesSum.column, timesSum.column, undosSum.column, unitsSum.column, 0]
        try database.cachedStatement(sql: Database.inserting(columns, into: "ledger"))
            .execute(arguments: before + totals.counts.arguments + sums)
        let rows = try database.cachedStatement(sql: Database.batchesSQL)
        let cursor = try Row.fetchCursor(rows, arguments: [batch - 1, batch])
        guard try cursor.next() != nil else { throw DatabaseError.damage("batch \(batch) has no row") }
        let sum = unsafe Checksum(ofRow: rows.sqliteStatement, kind: .row, leavingOut: 1)
        guard try cursor.next() == nil else { throw DatabaseError.damage("batch \(batch) has two rows") }
        try database.cachedStatement(sql: "UPDATE ledger SET sum = ? WHERE batch = ?")
            .execute(arguments: [sum.column, batch])
    }
}

extension Database {
    /// Batches and their entries in the ledger, the checksum of both last.
    fileprivate static let batchesSQL =
        "SELECT batch.*, ledger.* FROM batch JOIN ledger ON ledger.batch = batch.id "
        + "WHERE batch.id > ? AND batch.id <= ? ORDER BY batch.id"

    /// Hands over the rows of batches and of the ledger in one, ascending, each checked.
    func forEachBatch(after batch: Int, upTo last: Int, _ body: (Row) throws -> Void) throws {
        let rows = try cachedStatement(sql: Self.batchesSQL)
        let cursor = try Row.fetchCursor(rows, arguments: [batch, last])
        var next = batch + 1
        while let row = try cursor.next() {
            let found = unsafe Checksum(ofRow: rows.sqliteStatement, kind: .row, leavingOut: 1)
            guard try row.decode(Int.self, forColumn: "id") == next else { break }
            guard found == Checksum(column: try row.decode(forColumn: "sum")) else {
                throw DatabaseError.damage("batch \(next) does not fit its checksum")
            }
            try body(row)
            next += 1
        }
        guard next == last + 1 else { throw DatabaseError.damage("batch \(next) is not there") }
    }
}
