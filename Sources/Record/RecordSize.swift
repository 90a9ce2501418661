/// How much a state of a record holds.
public struct RecordSize: Hashable, Sendable {
    /// Figures in force.
    public var observations: Int
    /// Statements that were no repeats when they were recorded, those of void batches too.
    public var vintages: Int
    /// Batches.
    public var batches: Int
    /// Bytes on disk, all that belongs to the record.
    public var bytes: Int
    /// What all batches did.
    public var totals: BatchTotals

    /// Makes a size of its parts.
    public init(observations: Int, vintages: Int, batches: Int, bytes: Int, totals: BatchTotals) {
        self.observations = observations
        self.vintages = vintages
        self.batches = batches
        self.bytes = bytes
        self.totals = totals
    }
}

/// What a backup or a restored record holds.
public struct RecordContent: Hashable, Sendable {
    /// Batches.
    public let batches: Int
    /// Statements that are kept whole.
    public let statements: Int
    /// Bytes on disk.
    public let bytes: Int

    /// Makes the content of a copy.
    public init(batches: Int, statements: Int, bytes: Int) {
        self.batches = batches
        self.statements = statements
        self.bytes = bytes
    }
}
