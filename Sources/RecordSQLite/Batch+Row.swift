import Foundation
import GRDB
import Indicators
import Record

extension Batch {
    /// Makes a batch of its row.
    init(_ row: Row, voidedBy: Int?) throws {
        var counts = BatchCounts()
        counts.rows = row["rows"]
        counts.new = row["new"]
        counts.revised = row["revised"]
        counts.confirmed = row["confirmed"]
        counts.older = row["older"]
        counts.unchanged = row["unchanged"]
        counts.retracted = row["retracted"]
        self.init(
            id: row["id"], kind: try Kind(row), recorded: Timestamp(microseconds: row["recorded"]),
            recordedBy: row["recorded_by"], counts: counts, voidedBy: voidedBy)
    }
}

extension Batch.Kind {
    fileprivate init(_ row: Row) throws {
        if let target = row["voids"] as Int? {
            self = .undo(of: target)
            return
        }
        guard let file = row["file"] as String?, let sha256 = row["sha256"] as Data?,
            let reading = row["reading"] as String?
        else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a batch lacks its input") }
        let input = BatchInput(file: file, sha256: [UInt8](sha256), reading: reading)
        self = row["kind"] == "retraction" ? .retraction(input) : .backfill(input)
    }
}

extension [UInt8] {
    /// The bytes as SQLite takes them.
    var asData: Data { Data(self) }
}
