public import Record

/// What a backup or a restored record holds.
public struct RecordContent: Hashable, Sendable {
    /// Batches.
    public let batches: Int
    /// Statements that are kept whole.
    public let statements: Int
    /// Bytes on disk.
    public let bytes: Int
}

extension SQLiteRecord {
    /// Makes a copy of the record in a file that is not there yet, while others go on writing.
    ///
    /// The copy is one state of the record; it was opened and checked, and is on disk, when this returns. Where it fails
    /// there is no file.
    public func backUp(to path: String) throws(RecordFailure) -> RecordContent {
        let copy = RecordFile(path)
        guard copy.isFree else {
            throw .cannotCreate(path: path, why: "it is there already; name a file that isn't")
        }
        let tally = try read { try copy.keepCopy(of: $0, from: self.path, replacing: false) }
        return RecordContent(batches: tally.batches, statements: tally.statements, bytes: copy.size)
    }
}
