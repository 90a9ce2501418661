import GRDB
import Indicators
import Record

/// The record's interned series.
struct SeriesTable {
    let database: Database

    init(_ database: Database) { self.database = database }

    /// The series of a selection, ascending by key.
    func all(_ selection: SeriesSelection) throws -> [(number: Int64, key: SeriesKey)] {
        try rows(
            """
            SELECT id, indicator, region FROM series
            WHERE (?1 IS NULL OR indicator = ?1) AND (?2 IS NULL OR region = ?2)
            """, [selection.indicator?.rawValue, selection.region?.rawValue])
    }

    /// The series of which batches have statements, ascending by key.
    func ofBatches(_ batches: [Int]) throws -> [(number: Int64, key: SeriesKey)] {
        var found: [Int64: SeriesKey] = [:]
        for batch in batches {
            let sql = """
                SELECT id, indicator, region FROM batch_series JOIN series ON series.id = batch_series.series
                WHERE batch_series.batch = ?
                """
            for (number, key) in try rows(sql, [batch]) { found[number] = key }
        }
        return found.map { (number: $0, key: $1) }.sorted { $0.key < $1.key }
    }

    /// The series of which both batches have statements.
    func common(_ batch: Int, _ other: Int) throws -> [Int64] {
        let sql = """
            SELECT one.series FROM batch_series AS one JOIN batch_series AS other ON other.series = one.series
            WHERE one.batch = ? AND other.batch = ?
            """
        return try Int64.fetchAll(database, sql: sql, arguments: [batch, other])
    }

    private func rows(_ sql: String, _ arguments: StatementArguments) throws -> [(number: Int64, key: SeriesKey)] {
        try Row.fetchAll(database, sql: sql, arguments: arguments).map { row in
            let indicator = try row.decode(String.self, atIndex: 1)
            let region = try row.decode(String.self, atIndex: 2)
            return (
                try row.decode(Int64.self, atIndex: 0),
                SeriesKey(indicator: Identifier(indicator), region: Identifier(region))
            )
        }.sorted { $0.key < $1.key }
    }
}
