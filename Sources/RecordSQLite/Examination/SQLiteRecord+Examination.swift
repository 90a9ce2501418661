import GRDB
public import Indicators
public import Record

extension SQLiteRecord {
    /// Checks all that the record holds, in itself and against a catalog.
    ///
    /// Damage that SQLite itself meets is a finding too. Nothing is changed.
    public func examine(against catalog: Catalog) throws(RecordFailure) -> [RecordFinding] {
        do {
            return try read { database in
                var findings = try database.integrityFindings()
                if findings.contains(where: { $0.code == "integrity" }) { return findings }
                for rule in StoredRule.all { findings += try rule.finding(in: database).map { [$0] } ?? [] }
                return try findings + database.lateFindings() + database.driftFindings(catalog)
            }
        } catch {
            guard case .damaged(_, let why) = error else { throw error }
            return [.damage("integrity", why)]
        }
    }
}

extension RecordFinding {
    fileprivate static func damage(_ code: String, _ message: String) -> RecordFinding {
        RecordFinding(code, .damage, message, "restore a backup: `mosaic restore FILE`")
    }
}

extension Database {
    fileprivate func integrityFindings() throws -> [RecordFinding] {
        let faults = try String.fetchAll(self, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
        var missing: [String: Int] = [:]
        for row in try Row.fetchAll(self, sql: "PRAGMA foreign_key_check") {
            let (table, parent) = (try row.decode(String.self, atIndex: 0), try row.decode(String.self, atIndex: 2))
            missing["\(table) refer to a \(parent)", default: 0] += 1
        }
        return faults.map { .damage("integrity", $0) }
            + missing.sorted { $0.key < $1.key }.map {
                .damage("orphans", "\($0.value) rows of \($0.key) that is not there")
            }
    }

    /// Statements whose date had not come when they were recorded: no later word replaces them before that day.
    fileprivate func lateFindings() throws -> [RecordFinding] {
        let sql = """
            SELECT batch, count(*) FROM statement JOIN batch ON batch.id = statement.batch
            WHERE published * 86400000000 > recorded + 50400000000 GROUP BY batch ORDER BY batch
            """
        return try Row.fetchAll(self, sql: sql).map { row in
            let (batch, count) = (try row.decode(Int.self, atIndex: 0), try row.decode(Int.self, atIndex: 1))
            return RecordFinding(
                "published_later", .note,
                "\(count) statements of batch \(batch) have a date after that of their recording",
                "if the clock was wrong, undo the batch and backfill its file again")
        }
    }

    /// What the record and a catalog say of different things, or differently.
    fileprivate func driftFindings(_ catalog: Catalog) throws -> [RecordFinding] {
        let series = try SeriesTable(self).all(SeriesSelection()).map(\.key)
        let unknownIndicators = Dictionary(
            grouping: series.filter { catalog.indicator($0.indicator) == nil }, by: \.indicator.rawValue)
        let unknownRegions = Dictionary(
            grouping: series.filter { catalog.region($0.region) == nil }, by: \.region.rawValue)
        func note(_ what: String, _ unknown: [String: [SeriesKey]]) -> [RecordFinding] {
            unknown.sorted { $0.key < $1.key }.map { name, series in
                RecordFinding(
                    "unknown_\(what)", .note,
                    "\(series.count) series of \(what) \(name), which the catalog does not name",
                    "they stay, but are neither evaluated nor served; name it in the catalog if they should be")
            }
        }
        let units = try UnitTable(self).all(upTo: .max).sorted { $0.key < $1.key }.compactMap {
            id, unit -> RecordFinding? in
            guard let indicator = catalog.indicator(id), indicator.unit.symbol != unit else { return nil }
            return RecordFinding(
                "unit_changed", .drift, "\(id) is recorded in \(unit), but the catalog says \(indicator.unit.symbol)",
                "give it its unit back, or make it a new indicator")
        }
        return units + note("indicator", unknownIndicators) + note("region", unknownRegions)
    }
}

/// A rule that the tables keep, though no constraint of theirs says so: a query of what breaks it.
private struct StoredRule {
    let code: String
    /// Counts what breaks the rule.
    let sql: String
    /// What the number counts.
    let words: String

    func finding(in database: Database) throws -> RecordFinding? {
        let count = try Int.fetchOne(database, sql: sql) ?? 0
        return count == 0 ? nil : .damage(code, "\(count) \(words)")
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
                SELECT count(*) FROM (
                    SELECT batch, series FROM statement UNION SELECT batch, series FROM repetition
                    EXCEPT SELECT batch, series FROM batch_series)
                """,
            words: "series of a batch are not listed as its"),
        StoredRule(
            code: "orphans",
            sql: """
                SELECT count(*) FROM (
                    SELECT batch, series FROM batch_series
                    EXCEPT SELECT batch, series FROM statement EXCEPT SELECT batch, series FROM repetition)
                """,
            words: "series are listed as a batch's that says nothing of them"),
        StoredRule(
            code: "orphans", sql: "SELECT count(*) FROM series WHERE id NOT IN (SELECT series FROM batch_series)",
            words: "series are of no batch"),
        StoredRule(
            code: "orphans",
            sql: "SELECT count(*) FROM batch_series JOIN batch ON batch.id = batch_series.batch WHERE kind = 'undo'",
            words: "series are listed as those of an undo"),
        StoredRule(
            code: "vintage_order",
            sql: """
                SELECT count(*) FROM repetition WHERE of_batch >= batch OR first_period > last_period OR (
                    SELECT count(DISTINCT period) FROM statement
                    WHERE statement.series = repetition.series AND period BETWEEN first_period AND last_period
                    AND statement.published = repetition.published AND statement.batch = of_batch
                ) <> last_period - first_period + 1
                """,
            words: "repeats are of statements that are not there"),
        StoredRule(
            code: "statement_content",
            sql: """
                SELECT count(*) FROM statement WHERE period NOT BETWEEN 1000 AND 9999 OR bound NOT BETWEEN 0 AND 5
                OR status NOT IN (\(statuses)) OR status = 0 AND value IS NOT NULL
                """,
            words: "statements say what none can"),
    ]
}
