import Indicators
import Record

extension PostgresRecord {
    func examine(against catalog: Catalog) throws(RecordFailure) -> [RecordFinding] {
        try read { session in
            var examination = Examination()
            try examination.examine(&session)
            try examination.check { () throws in
                let series = try SeriesTable.all(SeriesSelection(), in: &session).map(\.key)
                let units = try UnitTable.all(upTo: BatchRow.newestEntry(in: &session), in: &session)
                return RecordFinding.drift(of: series, units, from: catalog)
            }
            return examination.findings
        }
    }
}

/// Holds all that a record has against its checksums, and tells every batch and series that does not fit.
private struct Examination {
    private(set) var findings: [RecordFinding] = []
    /// By batch: the checksum of what it said, as its entry has it; nil where the entry is damaged.
    private var said: [Checksum?] = [nil]
    /// By batch: when it was recorded.
    private var recorded: [Timestamp?] = [nil]
    /// By batch: that of the blocks that are there.
    private var found: [Int: Checksum] = [:]
    /// By batch: how many statements have a date after that of their recording.
    private var late: [Int: Int] = [:]

    /// How long after its recording a statement's day may begin: somewhere on Earth it has.
    private static let slack: Int64 = 50_400_000_000

    /// Makes one check; what it throws for damage is a finding, said once.
    mutating func check(_ body: () throws -> [RecordFinding]) throws {
        do {
            findings += try body()
        } catch {
            guard case .damaged(_, let why) = RecordFailure(error, place: "") else { throw error }
            let finding = RecordFinding.damage("checksum", why)
            if !findings.contains(finding) { findings.append(finding) }
        }
    }

    mutating func examine(_ session: inout Session) throws {
        try check {
            _ = try RecordIdentity(&session)
            return []
        }
        try examineBatches(&session)
        try check {
            _ = try BatchLog(&session)
            return []
        }
        try examineTexts(&session)
        try examineSeries(&session)
        for batch in said.indices.dropFirst() {
            if let expected = said[batch], expected != found[batch] ?? Checksum() {
                findings.append(.damage("checksum", "batch \(batch) is not what was recorded"))
            }
        }
        for (batch, count) in late.sorted(by: { $0.key < $1.key }) {
            findings.append(
                RecordFinding(
                    "published_later", .note,
                    "\(count) statements of batch \(batch) have a date after that of their recording",
                    "if the clock was wrong, undo the batch and backfill its file again"))
        }
    }

    private mutating func examineBatches(_ session: inout Session) throws {
        let last = Int(try session.run("SELECT coalesce(max(id), 0) FROM mosaic.batch").int(0, 0))
        var before = LedgerEntry()
        for batch in stride(from: 1, through: last, by: 1) {
            var read: BatchRow?
            try check {
                read = try BatchRow.all(after: batch - 1, upTo: batch, in: &session).first
                return []
            }
            said.append(read?.entry.said)
            recorded.append(read?.entry.recorded)
            guard let read else { continue }
            let entry = read.entry
            var counts = before.totals.counts
            counts.add(read.counts)
            if before.batch == batch - 1 {
                if counts != entry.totals.counts {
                    findings.append(
                        .damage("checksum", "the totals up to batch \(batch) are not those of its batches"))
                }
                if let one = before.recorded, let next = entry.recorded, next <= one {
                    findings.append(
                        .damage("batch_order", "batch \(batch) was recorded before the one before it"))
                }
            }
            before = entry
        }
    }

    private mutating func examineTexts(_ session: inout Session) throws {
        var last: Int64 = 0
        while true {
            let rows = try session.run(
                "SELECT id, sum, text FROM mosaic.text WHERE id > $1 ORDER BY id LIMIT 4096", [.int(last)])
            for row in 0..<rows.count {
                last = rows.int(row, 0)
                try check {
                    try TextTable.check(rows.text(row, 2), last, Checksum(column: rows.int(row, 1)))
                    return []
                }
            }
            if rows.count < 4096 { return }
        }
    }

    private mutating func examineSeries(_ session: inout Session) throws {
        var series: [(number: Int64, key: SeriesKey)] = []
        try check {
            series = try SeriesTable.all(SeriesSelection(), in: &session)
            return []
        }
        var history = SeriesHistory()
        for start in stride(from: 0, to: series.count, by: HistoryReader.stretch) {
            let asked = series[start..<min(start + HistoryReader.stretch, series.count)]
            let blocks = try BlockRows(of: asked.map(\.number), upTo: said.count - 1, in: &session)
            for (number, key) in asked {
                try check {
                    try blocks.read(number, of: key, into: &history)
                    return history.findings(of: key)
                }
                for (batch, sum) in blocks.sums(of: number, key) { found[Int(batch), default: Checksum()] += sum }
                for statement in history.statements { note(statement) }
            }
        }
    }

    private mutating func note(_ statement: KeptStatement) {
        let batch = Int(statement.batch)
        guard recorded.indices.contains(batch), let recorded = recorded[batch] else { return }
        if Int64(statement.published) * 86_400_000_000 > recorded.microseconds + Self.slack {
            late[batch, default: 0] += 1
        }
    }
}

extension SeriesHistory {
    /// What none can say, though it fits its checksum.
    fileprivate func findings(of key: SeriesKey) -> [RecordFinding] {
        let wrong = statements.count { statement in
            Period(year: Int(statement.year)) == nil || ObservationBound(index: statement.bound) == nil
                || statement.isRetraction && !statement.value.isNaN
                || !statement.isRetraction && ObservationStatus(code: statement.status) == nil
        }
        guard !statements.isEmpty else {
            return [.damage("orphans", "the series \(key.indicator) \(key.region) has no statement")]
        }
        return wrong == 0
            ? []
            : [.damage("statement_content", "\(wrong) statements of \(key.indicator) \(key.region) say what none can")]
    }
}
