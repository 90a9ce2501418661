import Foundation
import GRDB
import Indicators
import Record

extension Batch {
    /// Makes a batch of its row.
    init(_ row: Row, under standing: Standing) throws {
        let id = try row.decode(Int.self, forColumn: "id")
        self.init(
            id: id, kind: try Kind(row),
            recorded: Timestamp(microseconds: try row.decode(forColumn: "recorded")),
            recordedBy: try row.decode(forColumn: "recorded_by"), counts: try BatchCounts(row),
            voidedBy: standing.newestVoid(of: id))
    }
}

extension Database {
    /// Adds a batch's row, within the caller's transaction; its entry in the ledger comes after it.
    func addBatch(
        _ batch: Int, _ kind: Batch.Kind, recorded: Timestamp, by recordedBy: String, _ counts: BatchCounts
    ) throws {
        let own: StatementArguments
        switch kind {
        case .backfill(let input), .retraction(let input):
            own = [input.file, input.sha256.asData, input.reading, nil]
        case .undo(let target): own = [nil, nil, nil, target]
        }
        let columns =
            ["id", "kind", "recorded", "recorded_by", "file", "sha256", "reading", "voids"] + BatchCounts.columns
        let head: StatementArguments = [batch, kind.name, recorded.microseconds, recordedBy]
        try cachedStatement(sql: Self.inserting(columns, into: "batch")).execute(
            arguments: head + own + counts.arguments)
    }
}

extension Batch.Kind {
    /// What is in a column `kind`.
    var name: String {
        switch self {
        case .backfill: "backfill"
        case .retraction: "retraction"
        case .undo: "undo"
        }
    }

    fileprivate init(_ row: Row) throws {
        let kind = try row.decode(String.self, forColumn: "kind")
        if kind == "undo" {
            self = .undo(of: try row.decode(forColumn: "voids"))
            return
        }
        let input = BatchInput(
            file: try row.decode(forColumn: "file"),
            sha256: [UInt8](try row.decode(Data.self, forColumn: "sha256")),
            reading: try row.decode(forColumn: "reading"))
        self = kind == "retraction" ? .retraction(input) : .backfill(input)
    }
}

extension [UInt8] {
    /// The bytes as SQLite takes them.
    var asData: Data { Data(self) }
}
