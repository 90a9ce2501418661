import Indicators
import Record

extension PostgresRecord: PortableRecord {
    func portableView() throws(RecordFailure) -> any PortableView { try PostgresView(self) }

    func take(
        _ batch: KeptBatch, after origin: StateToken, expecting expected: StateToken,
        _ forEachStretch: ((KeptStretch) throws -> Void) throws -> Void
    ) throws(RecordFailure) {
        try write { session, attempt in
            let identity = try RecordIdentity(&session)
            let newest = try BatchRow.newestEntry(in: &session)
            guard StateToken(identity, newest) == expected else { throw RecordFailure.busy(place: place) }
            if expected.batch == 0 {
                try RecordIdentity(id: origin.record, schema: identity.schema).keep(in: &session)
            }
            var entry = batch.entry(after: newest)
            try UnitTable.require(batch.units, after: newest, for: &entry, in: &session)
            var blocks = try BatchBlocks(of: batch.id, after: newest, in: &session)
            try forEachStretch { stretch in
                let texts = try TextTable.numbers(of: stretch.texts, in: &session)
                let numbers = try SeriesTable.numbers(of: stretch.parts.map(\.key), in: &session)
                let totals = try session.totals(of: numbers.compactMap { $0 })
                for (part, number) in zip(stretch.parts, numbers) {
                    blocks.add(
                        KeptStretch.statements(of: part, numbers: texts), part.repetitions, of: part.key, number,
                        after: number.flatMap { totals[$0] } ?? Checksum())
                }
                try blocks.flush(&session, isLast: false)
            }
            try blocks.flush(&session, isLast: true)
            blocks.note(in: &entry)
            try BatchRow(
                kind: batch.kind, recordedBy: batch.recordedBy, counts: batch.counts, entry: entry, attempt: attempt
            ).add(to: &session)
            return ((), true)
        }
    }
}

extension Session {
    /// The checksum of all that is kept of some series.
    fileprivate mutating func totals(of series: [Int64]) throws -> [Int64: Checksum] {
        let rows = try run(
            """
            SELECT asked.number, last.total FROM unnest($1::bigint[]) AS asked (number)
            CROSS JOIN LATERAL (
                SELECT total FROM mosaic.block WHERE block.series = asked.number ORDER BY block.batch DESC LIMIT 1
            ) AS last
            """, [.ints(series)])
        return Dictionary(
            uniqueKeysWithValues: (0..<rows.count).map { (rows.int($0, 0), Checksum(column: rows.int($0, 1))) })
    }
}
