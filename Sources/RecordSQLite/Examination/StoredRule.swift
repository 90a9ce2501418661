import GRDB
import Indicators
import Record

/// A rule that the tables keep, though no constraint of theirs says so: a query of what breaks it.
struct StoredRule {
    let code: String
    /// Counts what breaks the rule.
    let sql: String
    /// What the number counts.
    let words: String

    func findings(in database: Database) throws -> [RecordFinding] {
        let count = try Int.fetchOne(database, sql: sql) ?? 0
        return count == 0 ? [] : [.damage(code, "\(count) \(words)")]
    }

    private static let statuses = ([0] + ObservationStatus.allCases.map { Int($0.code) }).map(String.init)
        .joined(separator: ", ")

    static let all = [
        StoredRule(
            code: "batch_order", sql: "SELECT coalesce(max(id), 0) - count(*) FROM batch",
            words: "batches are missing among those numbered"),
        StoredRule(
            code: "batch_order",
            sql: """
                SELECT count(*) FROM batch AS late JOIN batch AS early ON early.id = late.id - 1
                WHERE late.recorded <= early.recorded
                """,
            words: "batches were recorded before the one before them"),
        StoredRule(
            code: "batch_counts",
            sql: """
                SELECT count(*) FROM batch
                LEFT JOIN (SELECT batch, count(*) AS kept FROM statement GROUP BY batch) AS held ON held.batch = batch.id
                WHERE coalesce(kept, 0) NOT BETWEEN rows - unchanged AND rows
                """,
            words: "batches hold fewer or more statements than they recorded"),
        StoredRule(
            code: "orphans",
            sql: """
                SELECT count(*) FROM series WHERE NOT EXISTS (SELECT 1 FROM statement WHERE statement.series = series.id)
                """,
            words: "series have no statement"),
        StoredRule(
            code: "statement_content",
            sql: """
                SELECT count(*) FROM statement WHERE period NOT BETWEEN 1000 AND 9999 OR bound NOT BETWEEN 0 AND 5
                OR status NOT IN (\(statuses)) OR status = 0 AND value IS NOT NULL
                """,
            words: "statements say what none can"),
    ]
}
