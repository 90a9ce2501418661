public import Indicators

/// Which series are read.
public struct SeriesSelection: Hashable, Sendable {
    /// Only this indicator; nil: all.
    public var indicator: Identifier<Indicator>?
    /// Only this region; nil: all.
    public var region: Identifier<Region>?

    /// Makes a selection; without arguments everything.
    public init(indicator: Identifier<Indicator>? = nil, region: Identifier<Region>? = nil) {
        self.indicator = indicator
        self.region = region
    }
}

/// The record: a set of statements, batch by batch, and what is in force as a function of those that stand.
///
/// An append is durable when it returns, and all of it is there or nothing. Every read sees one state of the record.
/// What the record holds is independent of any catalog. The rules are docs/record.md; each
/// implementation passes one conformance suite.
public protocol RecordStore: Sendable {
    /// Records the rows of inputs, each as a batch of its own or as recorded already: all of them, or nothing where a guard's
    /// error in one of them is not allowed.
    ///
    /// The rows of a key all have a date or none has, and rows of one key and date agree: the reader of the input sees to it.
    /// - Parameter dryRun: does everything but keep it; the reports' `batch` is nil.
    /// - Returns: a report for each, in their order.
    func append(
        _ batches: [(draft: BatchDraft, statements: any StatementSource)], dryRun: Bool
    ) throws(RecordFailure) -> [AppendReport]

    /// Voids a batch by another, in constant work.
    func undo(_ batch: Int, by recordedBy: String, at now: Timestamp, dryRun: Bool) throws(RecordFailure) -> UndoReport

    /// Every batch, ascending.
    func batches() throws(RecordFailure) -> [Batch]

    /// The observations in force, a series at a time, ascending by key; series without one are left out.
    func series(_ selection: SeriesSelection, asOf: AsOf) throws(RecordFailure) -> [Series]

    /// The series that may be others than they were just after a batch, with what is in force of each now; since 0 every
    /// series of which something was ever stated.
    func changes(since batch: Int) throws(RecordFailure) -> RecordChanges

    /// The figures in force with their provenance, in the order of keys and periods, handed over a series at a time.
    ///
    /// `receive` must not call the record; what it throws ends the reading and is thrown on.
    func figures(_ selection: SeriesSelection, asOf: AsOf, _ receive: ([Figure]) throws -> Void) throws

    /// The vintages of a series, by period, then published date, then in the order in which they were recorded.
    func vintages(of series: SeriesKey, asOf: AsOf) throws(RecordFailure) -> [Vintage]

    /// Every statement that stands, in the order of keys, then by published date, then in the order in which they were
    /// recorded, handed over a series at a time. Rows of a file that say the same as the row before them are one.
    ///
    /// `receive` must not call the record; what it throws ends the reading and is thrown on.
    func statements(
        _ selection: SeriesSelection, asOf: AsOf, _ receive: ([StandingStatement]) throws -> Void) throws

    /// What one view of the record has otherwise than another, in the order of keys and periods, handed over a series at a
    /// time; figures that differ in date, source or note alone are the same.
    ///
    /// `receive` must not call the record; what it throws ends the reading and is thrown on.
    func changes(
        _ selection: SeriesSelection, from: AsOf, to: AsOf, _ receive: ([FigureChange]) throws -> Void) throws

    /// The symbol of the unit in which each indicator's values were first recorded, and are.
    func units() throws(RecordFailure) -> [Identifier<Indicator>: String]

    /// How much the record holds.
    func size() throws(RecordFailure) -> RecordSize
}

/// How much a record holds.
public struct RecordSize: Hashable, Sendable {
    /// Figures in force.
    public var observations: Int
    /// Statements that were no repeats when they were recorded, those of void batches too.
    public var vintages: Int
    /// Batches.
    public var batches: Int
    /// Bytes on disk, the write-ahead log too.
    public var bytes: Int

    /// Makes a size of its parts.
    public init(observations: Int, vintages: Int, batches: Int, bytes: Int) {
        self.observations = observations
        self.vintages = vintages
        self.batches = batches
        self.bytes = bytes
    }
}
