import Foundation
import GRDB
import Indicators
import Record

extension SQLiteView: PortableView {
    func keptBatch(_ id: Int) throws(RecordFailure) -> KeptBatch {
        let batch = try batch(id)
        return try read { database in
            let units = try Row.fetchAll(
                database.cachedStatement(sql: "SELECT indicator, unit FROM unit WHERE batch = ?"), arguments: [id])
            return KeptBatch(
                batch, figures: try LedgerEntry(database, of: id).figures,
                units: Dictionary(
                    uniqueKeysWithValues: try units.map { row in
                        (Identifier(try row.decode(String.self, atIndex: 0)), try row.decode(String.self, atIndex: 1))
                    }))
        }
    }

    func forEachStretch(of batch: Int, _ receive: (KeptStretch) throws -> Void) throws {
        guard batch > 0, batch <= log.count else { throw RecordFailure.noSuchBatch(batch) }
        let (series, expected) = try read { database in
            (try SeriesTable(database).ofBatches([batch]), try LedgerEntry(database, of: batch).said)
        }
        var said = Checksum()
        for start in stride(from: 0, to: series.count, by: Self.stretch) {
            let (stretch, sum) = try read { database in
                let reader = try BatchReader(database)
                var texts = TextTable(database)
                var stretch = KeptStretch()
                var sum = Checksum()
                for (number, key) in series[start..<min(start + Self.stretch, series.count)] {
                    let (statements, repetitions) = try reader.read(number, of: batch, sum: &sum)
                    try stretch.add(key, statements, repetitions) { try texts.text($0) }
                }
                return (stretch, sum)
            }
            said += sum
            try receive(stretch)
        }
        guard said == expected else {
            throw RecordFailure.damaged(place: record.place, why: "batch \(batch) is not what was recorded")
        }
    }

    /// So many series are handed over at once.
    private static let stretch = 1024
}

/// Reads what one batch says of a series.
private struct BatchReader {
    private let statements: Statement
    private let repeats: Statement

    init(_ database: Database) throws {
        statements = try database.cachedStatement(
            sql: """
                SELECT period, published, row, value, status, bound, source, note FROM statement
                WHERE series = ? AND batch = ? ORDER BY period, published, row
                """)
        repeats = try database.cachedStatement(sql: "SELECT ordinals FROM repeat WHERE series = ? AND batch = ?")
    }

    /// - Parameter sum: goes on with the checksum of what is read.
    func read(
        _ series: Int64, of batch: Int, sum: inout Checksum
    ) throws -> (statements: [KeptStatement], repetitions: [Repetition]) {
        let kept = try Row.fetchAll(statements, arguments: [series, batch]).map { row in
            KeptStatement(
                year: try row.decode(atIndex: 0), published: try row.decode(atIndex: 1), batch: Int32(batch),
                row: try row.decode(atIndex: 2), value: try row.decode(Double?.self, atIndex: 3) ?? .nan,
                status: try row.decode(atIndex: 4), bound: try row.decode(atIndex: 5),
                source: try row.decode(atIndex: 6),
                note: try row.decode(Int32?.self, atIndex: 7) ?? KeptStatement.noText)
        }
        for statement in kept { sum += Checksum(of: statement, in: series) }
        var repetitions: [Repetition] = []
        for row in try Row.fetchAll(repeats, arguments: [series, batch]) {
            let packed = try row.decode(Data.self, atIndex: 0)
            let isSound = unsafe packed.withUnsafeBytes { bytes in
                sum += unsafe Checksum(ofRepeats: bytes, by: Int32(batch), in: series)
                return unsafe PackedNumbers.unpack(bytes, below: Int(Int32.max)) { first, last in
                    repetitions.append(Repetition(first: first, last: last, batch: Int32(batch)))
                }
            }
            guard isSound else { throw DatabaseError.damage("what batch \(batch) repeats is packed wrong") }
        }
        return (kept, repetitions)
    }
}
