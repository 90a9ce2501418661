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

extension Batch.Kind {
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
