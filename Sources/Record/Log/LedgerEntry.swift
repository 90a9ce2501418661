public import Indicators

/// What the record notes with a batch: of which series the batch speaks and what all batches up to it did.
///
/// With it are the checksums of what the record held just after the batch.
public struct LedgerEntry: Sendable {
    /// The batch's number; 0: there is no batch yet.
    public var batch = 0
    /// When the batch was recorded; nil: there is none.
    public var recorded: Timestamp?
    /// SHA-256 of the bytes that it was read from; nil: it is an undo, or there is none.
    public var sha256: [UInt8]?
    /// The numbers of the series of which it has statements, as ``PackedNumbers``.
    public var series: [UInt8] = []
    /// Of its statements and repeats.
    public var said = Checksum()
    /// How many figures are in force just after it; nil after an undo, which counts nothing.
    public var figures: Int? = 0
    /// What all batches up to it did.
    public var totals = BatchTotals()
    /// Of every series and what is kept of it.
    public var seriesSum = Checksum()
    /// Of when each batch was recorded.
    public var timesSum = Checksum()
    /// Of the undos.
    public var undosSum = Checksum()
    /// Of the units.
    public var unitsSum = Checksum()

    /// The entry of a record without a batch.
    public init() {}

    /// Makes the entry that of the next batch, of which it then has the numbers and times.
    public mutating func goOn(to batch: Int, recorded: Timestamp) {
        self.batch = batch
        self.recorded = recorded
        series = []
        said = Checksum()
        timesSum += Checksum(ofTime: recorded.microseconds, batch: batch)
    }
}
