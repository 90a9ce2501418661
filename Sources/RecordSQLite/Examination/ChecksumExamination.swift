import GRDB
import Indicators
import Record

/// Holds all that a record has against its checksums, and tells every batch and series that does not fit.
struct ChecksumExamination {
    private let database: Database
    private var findings: [RecordFinding] = []
    /// By batch: the checksum of what it said, as its entry has it; nil where the entry is damaged.
    private var said: [Checksum?] = [nil]
    /// By batch: that of the statements and repeats that are there.
    private var found: [Int32: Checksum] = [:]

    /// What is found, the record's own row first, then batches, texts, units and series.
    static func findings(in database: Database) throws -> [RecordFinding] {
        try HistoryReader.prepare(database)
        var examination = ChecksumExamination(database: database)
        try examination.examine()
        return examination.findings
    }

    private init(database: Database) { self.database = database }

    private mutating func examine() throws {
        try check { examination in try RecordIdentity(examination.database).requireSchema(examination.database) }
        try check { examination in try examination.examineBatches() }
        try check { examination in try examination.examineTexts() }
        try check { examination in _ = try BatchLog(examination.database) }
        try check { examination in
            _ = try UnitTable(examination.database).all(upTo: .newest(examination.database))
        }
        try check { examination in _ = try SeriesTable(examination.database).all(SeriesSelection()) }
        try check { examination in try examination.examineSeries() }
        for batch in said.indices.dropFirst() {
            if let expected = said[batch], expected != found[Int32(batch)] ?? Checksum() { addBatch(batch) }
        }
    }

    /// Makes one check; what it throws for damage is a finding.
    private mutating func check(_ body: (inout Self) throws -> Void) throws {
        var damage: [RecordFinding] = []
        try damage.add {
            try body(&self)
            return []
        }
        for finding in damage where !findings.contains(where: { $0.message == finding.message }) {
            findings.append(.damage("checksum", finding.message))
        }
    }

    private mutating func examineBatches() throws {
        let last = try Int.fetchOne(
            database,
            sql: "SELECT max((SELECT coalesce(max(id), 0) FROM batch), (SELECT coalesce(max(batch), 0) FROM ledger))")
        var before = LedgerEntry()
        for batch in 1..<max(1, (last ?? 0) + 1) {
            do {
                var entry = LedgerEntry()
                var own = BatchCounts()
                try database.forEachBatch(after: batch - 1, upTo: batch) { row in
                    try entry.read(row)
                    own = try BatchCounts(row)
                }
                said.append(entry.said)
                var counts = before.totals.counts
                counts.add(own)
                guard before.batch != batch - 1 || counts == entry.totals.counts else {
                    throw DatabaseError.damage("the totals up to batch \(batch) are not those of its batches")
                }
                before = entry
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
                if said.count == batch { said.append(nil) }
                addBatch(batch)
            }
        }
    }

    private mutating func examineTexts() throws {
        let rows = try Row.fetchCursor(database, sql: "SELECT id, text, sum FROM text")
        while let row = try rows.next() {
            let number: Int64 = try row.decode(atIndex: 0)
            try check { _ in
                try TextTable.check(
                    try row.decode(atIndex: 1), number, Checksum(column: try row.decode(atIndex: 2)))
            }
        }
    }

    private mutating func examineSeries() throws {
        let reader = try HistoryReader(database)
        var history = SeriesHistory()
        var series: [(number: Int64, key: SeriesKey)] = []
        var failure: (any Error)?
        do {
            try SeriesTable(database).forEach { number, key, _ in series.append((number, key)) }
        } catch {
            failure = error
        }
        for (number, key) in series {
            try check { _ in try reader.read(number, of: key, into: &history) }
            for statement in history.statements {
                found[statement.batch, default: Checksum()] += Checksum(of: statement, in: number)
            }
            try check { examination in try examination.addRepeats(of: number) }
        }
        if let failure { throw failure }
    }

    private mutating func addRepeats(of series: Int64) throws {
        let find = try database.cachedStatement(sql: "SELECT batch, ordinals FROM repeat WHERE series = ?")
        let rows = try Row.fetchCursor(find, arguments: [series])
        while try rows.next() != nil {
            let pointer = unsafe find.sqliteStatement
            let batch = unsafe Checksum.batch(pointer, 0)
            found[batch, default: Checksum()] += unsafe Checksum(
                ofRepeats: Checksum.bytes(pointer, 1), by: batch, in: series)
        }
    }

    /// Tells of a damaged batch, and which file it was.
    private mutating func addBatch(_ batch: Int) {
        let row = try? Row.fetchOne(
            database, sql: "SELECT file, lower(hex(sha256)) FROM batch WHERE id = ?", arguments: [batch])
        var advice = "restore a backup: `mosaic restore FILE`"
        if let file = try? row?.decode(String?.self, atIndex: 0), let sum = try? row?.decode(String?.self, atIndex: 1) {
            advice +=
                "; without one, move the record away and backfill its files again: this batch was \(file), SHA-256 \(sum)"
        }
        findings.append(
            RecordFinding("checksum", .damage, "batch \(batch) is not what was recorded", advice))
    }
}
