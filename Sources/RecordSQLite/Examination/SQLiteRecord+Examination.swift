import GRDB
public import Indicators
public import Record

extension SQLiteRecord {
    /// Checks all that the record holds, in itself and against a catalog: every damaged batch and series is told.
    ///
    /// Damage that SQLite itself meets is a finding too. Nothing is changed.
    public func examine(against catalog: Catalog) throws(RecordFailure) -> [RecordFinding] {
        var findings: [RecordFinding] = []
        var isComplete = false
        do {
            try read { database in
                try findings.add { try database.integrityFindings() }
                try findings.add { try database.referenceFindings() }
                findings += try ChecksumExamination.findings(in: database)
                for rule in StoredRule.all { try findings.add { try rule.findings(in: database) } }
                try findings.add { try database.lateFindings() }
                try findings.add {
                    let series = try SeriesTable(database).all(SeriesSelection()).map(\.key)
                    let units = try UnitTable(database).all(upTo: .newest(database))
                    return RecordFinding.drift(of: series, units, from: catalog)
                }
                isComplete = true
            }
        } catch {
            guard case .damaged(_, let why) = error else { throw error }
            // What met a damaged page can't end its transaction well, though it has found all there is.
            if !isComplete { findings.append(.damage("integrity", why)) }
        }
        return findings
    }
}

extension [RecordFinding] {
    /// Adds what is found; what can't be looked at for damage is a finding too, said once.
    mutating func add(_ find: () throws -> [RecordFinding]) throws {
        do {
            self += try find()
        } catch let error as DatabaseError where error.isDamage {
            let finding = RecordFinding.damage("integrity", error.message ?? "\(error.resultCode)")
            if !contains(finding) { append(finding) }
        } catch is RowDecodingError {
            append(.damage("integrity", "a column holds what it can't"))
        }
    }
}

extension DatabaseError {
    /// Whether it tells that what the record holds can't be.
    fileprivate var isDamage: Bool {
        if case .damaged = RecordFailure(self, place: "") { true } else { false }
    }
}

extension Database {
    fileprivate func integrityFindings() throws -> [RecordFinding] {
        try String.fetchAll(self, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
            .map { .damage("integrity", $0) }
    }

    fileprivate func referenceFindings() throws -> [RecordFinding] {
        var missing: [String: Int] = [:]
        for row in try Row.fetchAll(self, sql: "PRAGMA foreign_key_check") {
            let (table, parent) = (try row.decode(String.self, atIndex: 0), try row.decode(String.self, atIndex: 2))
            missing["\(table) refer to a \(parent)", default: 0] += 1
        }
        return missing.sorted { $0.key < $1.key }.map {
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
}
