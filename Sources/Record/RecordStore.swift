public import Indicators

/// The record: a set of statements, batch by batch, and what is in force as a function of those that stand.
///
/// An append is durable when it returns, and all of it is there or nothing. It is recorded at the time that the record's
/// clock tells while no other writer can come between; just after the newest batch if the clock has gone back.
/// What the record holds is independent of any catalog. The rules are docs/record.md; each
/// implementation passes one conformance suite.
/// Every member blocks its thread until it is done.
public protocol RecordStore: Sendable {
    /// Where the record is, as failures name it: never with a password.
    var place: String { get }

    /// What the record holds now, to be asked as often as is wanted: later batches change nothing of it.
    func view() throws(RecordFailure) -> any RecordView

    /// Which state the record is in now.
    /// - Throws: ``RecordFailure`` too where the record is no longer to be had.
    func state() throws(RecordFailure) -> StateToken

    /// Waits until the record is in another state than one; with a deadline that is past it looks once.
    /// - Returns: the state that it is in then; nil: the deadline came first.
    /// - Throws: ``RecordFailure`` too where the record is no longer to be had.
    func wait(for state: StateToken, until deadline: ContinuousClock.Instant) throws(RecordFailure) -> StateToken?

    /// Whether somebody may have committed since a state was told. It costs next to nothing, so that it may be asked often.
    /// - Returns: false if nobody has; true too where the record can't tell, or is no longer to be had.
    func mayDiffer(from state: StateToken) -> Bool

    /// Lets time pass, until somebody may have committed since a state was told, or for a while.
    ///
    /// To be called between the looks of ``mayDiffer(from:)``. A commit is not waited for longer than the pause.
    /// - Parameters:
    ///   - pause: how long, where the record has to be looked at again and again.
    ///   - longPause: how long at most, where a commit breaks it off.
    func rest(from state: StateToken, for pause: Duration, orUpTo longPause: Duration)

    /// What the server that has the record is among others.
    /// - Returns: nil: no server has it.
    func serverRole() throws(RecordFailure) -> ServerRole?

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
    /// - Parameter dryRun: does nothing, and lists what would change.
    func undo(_ batch: Int, by recordedBy: String, dryRun: Bool) throws(RecordFailure) -> UndoReport

    /// Checks all that the record holds, in itself and against a catalog. Nothing is changed.
    /// - Returns: what was found, the worst first; nothing: the record is sound.
    func examine(against catalog: Catalog) throws(RecordFailure) -> [RecordFinding]

    /// Makes a copy of one state of the record in a file that is not there yet, while others go on writing.
    ///
    /// The copy was opened and checked, and is on disk, when this returns. There is no file where it fails.
    func backUp(to file: String) throws(RecordFailure) -> RecordContent
}

extension RecordStore {
    /// None: for an engine without servers.
    public func serverRole() throws(RecordFailure) -> ServerRole? { nil }

    /// Records the rows of one input as a batch, or says that they are recorded already, or why they are refused.
    ///
    /// - Parameter dryRun: does everything but keep it; the report's `batch` is nil.
    public func append(
        _ draft: BatchDraft, _ statements: any StatementSource, dryRun: Bool
    ) throws(RecordFailure) -> AppendReport {
        let reports = try append([(draft: draft, statements: statements)], dryRun: dryRun)
        precondition(reports.count == 1, "an append reports on each of its batches")
        return reports[0]
    }
}
