import Foundation
import Indicators
import Record

/// The row of a batch: the batch itself, what the record noted with it, and by which attempt it was recorded.
struct BatchRow {
    /// A column of the table.
    struct Column {
        let name: String
        let type: String
        let mayBeNull: Bool

        init(_ name: String, _ type: String, mayBeNull: Bool = false) {
            (self.name, self.type, self.mayBeNull) = (name, type, mayBeNull)
        }

        /// The column in the table's definition.
        var definition: String {
            "\(name) \(type)" + (name == "id" ? " PRIMARY KEY" : mayBeNull ? "" : " NOT NULL")
        }
    }

    private static let outcomes = RowOutcome.allCases.map(\.name)

    /// All but the checksum, which is the last one.
    static let columns: [Column] =
        [
            Column("id", "bigint"), Column("kind", "text"), Column("recorded", "bigint"), Column("recorded_by", "text"),
            Column("file", "text", mayBeNull: true), Column("sha256", "bytea", mayBeNull: true),
            Column("reading", "text", mayBeNull: true), Column("voids", "bigint", mayBeNull: true),
            Column("attempt", "bytea"), Column("series", "bytea"), Column("said", "bigint"),
            Column("figures", "bigint", mayBeNull: true), Column("all_backfills", "bigint"),
            Column("all_retractions", "bigint"), Column("all_undos", "bigint"), Column("series_sum", "bigint"),
            Column("times_sum", "bigint"), Column("undos_sum", "bigint"), Column("units_sum", "bigint"),
        ] + (["rows"] + outcomes + (["rows"] + outcomes).map { "all_" + $0 }).map { Column("\"\($0)\"", "bigint") }

    /// What the batch is; an undo has no input.
    let kind: Batch.Kind
    let recordedBy: String
    let counts: BatchCounts
    /// What the record noted with it.
    let entry: LedgerEntry
    /// Random bytes, by which a batch whose COMMIT was broken off is found again.
    let attempt: [UInt8]

    /// The batch, as a standing has it.
    func batch(under standing: Standing) -> Batch {
        Batch(
            id: entry.batch, kind: kind, recorded: entry.recorded ?? Timestamp(microseconds: 0), recordedBy: recordedBy,
            counts: counts, voidedBy: standing.newestVoid(of: entry.batch))
    }

    /// What is in a column `kind`.
    static func kindName(isRetraction: Bool) -> String { isRetraction ? "retraction" : "backfill" }
}

extension BatchRow {
    private var values: [SQLValue] {
        var columns: [SQLValue]
        switch kind {
        case .backfill(let input), .retraction(let input):
            let isRetraction = if case .retraction = kind { true } else { false }
            columns = [
                .int(Int64(entry.batch)), .text(Self.kindName(isRetraction: isRetraction)), recorded,
                .text(recordedBy), .text(input.file), .bytes(input.sha256), .text(input.reading), .null,
            ]
        case .undo(let target):
            columns = [
                .int(Int64(entry.batch)), .text("undo"), recorded, .text(recordedBy), .null, .null, .null,
                .int(Int64(target)),
            ]
        }
        columns += [
            .bytes(attempt), .bytes(entry.series.isEmpty ? PackedNumbers.packed([]) : entry.series),
            .int(entry.said.column), SQLValue(entry.figures), SQLValue(entry.totals.backfills),
            SQLValue(entry.totals.retractions), SQLValue(entry.totals.undos), .int(entry.seriesSum.column),
            .int(entry.timesSum.column), .int(entry.undosSum.column), .int(entry.unitsSum.column),
        ]
        return columns + Self.values(counts) + Self.values(entry.totals.counts)
    }

    private var recorded: SQLValue { .int(entry.recorded?.microseconds ?? 0) }

    private static func values(_ counts: BatchCounts) -> [SQLValue] {
        [SQLValue(counts.rows)] + RowOutcome.allCases.map { SQLValue(counts[$0]) }
    }

    /// Adds the row, within a transaction that has the writers' lock.
    func add(to session: inout Session) throws {
        let values = values
        let marks = (1...values.count + 1).map { "$\($0)" }.joined(separator: ", ")
        let names = (Self.columns.map(\.name) + ["sum"]).joined(separator: ", ")
        try session.run(
            "INSERT INTO mosaic.batch (\(names)) VALUES (\(marks))", values + [.int(Self.sum(of: values).column)])
    }

    private static func sum(of values: [SQLValue]) -> Checksum {
        var hash = WordHash(.row)
        for value in values {
            hash.add(UInt64(value.type))
            unsafe (value.binary ?? []).withUnsafeBytes { unsafe hash.add($0) }
        }
        return Checksum(hash)
    }
}

extension BatchRow {
    private static let selecting = "SELECT \((columns.map(\.name) + ["sum"]).joined(separator: ", ")) FROM mosaic.batch"

    /// The rows of batches, ascending, each checked; none of those asked for is missing.
    static func all(after batch: Int, upTo last: Int, in session: inout Session) throws -> [BatchRow] {
        let rows = try session.run(
            "\(selecting) WHERE id > $1 AND id <= $2 ORDER BY id", [.int(Int64(batch)), .int(Int64(last))])
        var found: [BatchRow] = []
        for row in 0..<rows.count {
            let next = try BatchRow(rows, row)
            guard next.entry.batch == batch + row + 1 else { break }
            found.append(next)
        }
        guard found.count == max(0, last - batch) else {
            throw ServerFailure.damage("batch \(batch + found.count + 1) is not there")
        }
        return found
    }

    /// What the record noted with a batch, checked.
    static func entry(of batch: Int, in session: inout Session) throws -> LedgerEntry {
        guard let row = try all(after: batch - 1, upTo: batch, in: &session).first else {
            throw ServerFailure.damage("batch \(batch) is not there")
        }
        return row.entry
    }

    /// What the record noted with the newest batch, checked.
    static func newestEntry(in session: inout Session) throws -> LedgerEntry {
        let rows = try session.run("\(selecting) ORDER BY id DESC LIMIT 1")
        return rows.count == 0 ? LedgerEntry() : try BatchRow(rows, 0).entry
    }

    private init(_ rows: SQLRows, _ row: Int) throws {
        let values = Self.columns.indices.map { index -> SQLValue in
            if rows.isNull(row, index) { return .null }
            return switch Self.columns[index].type {
            case "text": .text(rows.text(row, index))
            case "bytea": .bytes(unsafe Array(rows.bytes(row, index)))
            case _: .int(rows.int(row, index))
            }
        }
        guard Self.sum(of: values) == Checksum(column: rows.int(row, Self.columns.count)) else {
            throw ServerFailure.damage("batch \(rows.int(row, 0)) does not fit its checksum")
        }
        self.init(BatchColumns(values))
    }

    private init(_ columns: BatchColumns) {
        let input = BatchInput(
            file: columns.text("file"), sha256: columns.bytes("sha256"), reading: columns.text("reading"))
        let isUndo = columns.text("kind") == "undo"
        kind =
            isUndo
            ? .undo(of: columns.number("voids"))
            : columns.text("kind") == "retraction" ? .retraction(input) : .backfill(input)
        recordedBy = columns.text("recorded_by")
        attempt = columns.bytes("attempt")
        counts = columns.counts("")
        var entry = LedgerEntry()
        entry.batch = columns.number("id")
        entry.recorded = Timestamp(microseconds: Int64(columns.number("recorded")))
        entry.sha256 = isUndo ? nil : input.sha256
        entry.series = columns.bytes("series")
        entry.said = columns.sum("said")
        entry.figures = columns.numberIfAny("figures")
        entry.totals.backfills = columns.number("all_backfills")
        entry.totals.retractions = columns.number("all_retractions")
        entry.totals.undos = columns.number("all_undos")
        entry.totals.counts = columns.counts("all_")
        entry.seriesSum = columns.sum("series_sum")
        entry.timesSum = columns.sum("times_sum")
        entry.undosSum = columns.sum("undos_sum")
        entry.unitsSum = columns.sum("units_sum")
        self.entry = entry
    }
}

/// The values of a row by the names of their columns.
private struct BatchColumns {
    private let values: [SQLValue]
    private static let places = Dictionary(
        uniqueKeysWithValues: BatchRow.columns.enumerated().map { ($0.element.name, $0.offset) })

    init(_ values: [SQLValue]) { self.values = values }

    private func value(_ name: String) -> SQLValue {
        Self.places[name].map { values[$0] } ?? .null
    }

    func text(_ name: String) -> String { if case .text(let text) = value(name) { text } else { "" } }

    func bytes(_ name: String) -> [UInt8] { if case .bytes(let bytes) = value(name) { bytes } else { [] } }

    func numberIfAny(_ name: String) -> Int? { if case .int(let number) = value(name) { Int(number) } else { nil } }

    func number(_ name: String) -> Int { numberIfAny(name) ?? 0 }

    func sum(_ name: String) -> Checksum { Checksum(column: Int64(number(name))) }

    func counts(_ prefix: String) -> BatchCounts {
        var counts = BatchCounts()
        counts.rows = number("\"\(prefix)rows\"")
        for outcome in RowOutcome.allCases { counts[outcome] = number("\"\(prefix)\(outcome.name)\"") }
        return counts
    }
}
