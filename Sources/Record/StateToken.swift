public import Foundation
public import Indicators

/// Which state of which record: enough to tell whether another state grew out of it.
///
/// The number of a batch alone does not: a record that was restored or replaced gives the same number to another batch.
public struct StateToken: Hashable, Sendable {
    /// The record's own id, which its backups share.
    public let record: UUID
    /// The newest batch; 0: there is none.
    public let batch: Int
    /// When that batch was recorded; nil: there is none.
    public let recorded: Timestamp?
    /// SHA-256 of the bytes that it was read from; nil: it is an undo, or there is none.
    public let sha256: [UInt8]?

    /// Makes the token of a record just after a batch.
    public init(record: UUID, batch: Int, recorded: Timestamp?, sha256: [UInt8]?) {
        self.record = record
        self.batch = batch
        self.recorded = recorded
        self.sha256 = sha256
    }
}
