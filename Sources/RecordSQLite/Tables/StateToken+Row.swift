import Foundation
import GRDB
import Indicators
import Record

extension StateToken {
    /// Reads which state a record is in just after a batch; nil: after the newest.
    init(_ database: Database, after batch: Int? = nil) throws {
        guard let bytes = try Data.fetchOne(database, sql: "SELECT id FROM record"), bytes.count == 16 else {
            throw DatabaseError.damage("the record's own id is missing")
        }
        let record = unsafe bytes.withUnsafeBytes { unsafe $0.loadUnaligned(as: UUID.self) }
        let sql = "SELECT id, recorded, sha256 FROM batch WHERE ?1 IS NULL OR id = ?1 ORDER BY id DESC LIMIT 1"
        let row = try Row.fetchOne(database, sql: sql, arguments: [batch])
        self.init(
            record: record, batch: try row?.decode(Int.self, forColumn: "id") ?? 0,
            recorded: try row.map { Timestamp(microseconds: try $0.decode(forColumn: "recorded")) },
            sha256: try row?.decode(Data?.self, forColumn: "sha256").map { [UInt8]($0) })
    }
}
