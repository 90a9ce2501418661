public import Indicators
public import Record

/// A record to which somebody else commits after every call, of the record or of a view of it.
///
/// What asks one view sees nothing of it; what asks the record twice does.
public struct RestlessRecord: RecordStore {
    private let record: any RecordStore
    private let commit: @Sendable (any RecordStore) -> Void
    fileprivate let asked: @Sendable (SeriesSelection) -> Void

    /// Makes a record restless.
    /// - Parameters:
    ///   - asked: is told which series are read.
    ///   - commit: what the other one commits, after each call.
    public init(
        _ record: any RecordStore, asked: @escaping @Sendable (SeriesSelection) -> Void = { _ in },
        commit: @escaping @Sendable (any RecordStore) -> Void
    ) {
        self.record = record
        self.asked = asked
        self.commit = commit
    }

    /// Where the record is.
    public var place: String { record.place }

    /// What the record holds, before the other one commits.
    public func view() throws(RecordFailure) -> any RecordView {
        try restless { () throws(RecordFailure) in RestlessView(view: try record.view(), record: self) }
    }

    /// Which state the record is in.
    public func state() throws(RecordFailure) -> StateToken {
        try restless { () throws(RecordFailure) in try record.state() }
    }

    /// Records batches.
    public func append(
        _ batches: [(draft: BatchDraft, statements: any StatementSource)], dryRun: Bool
    ) throws(RecordFailure) -> [AppendReport] {
        try restless { () throws(RecordFailure) in try record.append(batches, dryRun: dryRun) }
    }

    /// Voids a batch.
    public func undo(_ batch: Int, by recordedBy: String, dryRun: Bool) throws(RecordFailure) -> UndoReport {
        try restless { () throws(RecordFailure) in try record.undo(batch, by: recordedBy, dryRun: dryRun) }
    }

    /// Examines the record.
    public func examine(against catalog: Catalog) throws(RecordFailure) -> [RecordFinding] {
        try restless { () throws(RecordFailure) in try record.examine(against: catalog) }
    }

    /// Makes a copy of the record.
    public func backUp(to file: String) throws(RecordFailure) -> RecordContent {
        try restless { () throws(RecordFailure) in try record.backUp(to: file) }
    }

    fileprivate func restless<Result, Failure>(_ call: () throws(Failure) -> Result) throws(Failure) -> Result {
        let result = try call()
        commit(record)
        return result
    }
}

private struct RestlessView: RecordView {
    let view: any RecordView
    let record: RestlessRecord

    var state: StateToken { record.restless { view.state } }

    func batches(after batch: Int) throws(RecordFailure) -> [Batch] {
        try record.restless { () throws(RecordFailure) in try view.batches(after: batch) }
    }

    func batch(_ id: Int) throws(RecordFailure) -> Batch {
        try record.restless { () throws(RecordFailure) in try view.batch(id) }
    }

    func series(statedBy batch: Int) throws(RecordFailure) -> [SeriesKey] {
        try record.restless { () throws(RecordFailure) in try view.series(statedBy: batch) }
    }

    func series(_ selection: SeriesSelection, asOf: AsOf) throws(RecordFailure) -> [Series] {
        record.asked(selection)
        return try record.restless { () throws(RecordFailure) in try view.series(selection, asOf: asOf) }
    }

    func changes(since state: StateToken) throws(RecordFailure) -> RecordChanges {
        try record.restless { () throws(RecordFailure) in try view.changes(since: state) }
    }

    func figures(_ selection: SeriesSelection, asOf: AsOf, _ receive: ([Figure]) throws -> Void) throws {
        try record.restless { try view.figures(selection, asOf: asOf, receive) }
    }

    func vintages(of series: SeriesKey, asOf: AsOf) throws(RecordFailure) -> [Vintage] {
        try record.restless { () throws(RecordFailure) in try view.vintages(of: series, asOf: asOf) }
    }

    func statements(
        _ selection: SeriesSelection, asOf: AsOf, _ receive: ([StandingStatement]) throws -> Void
    ) throws {
        try record.restless { try view.statements(selection, asOf: asOf, receive) }
    }

    func changes(
        _ selection: SeriesSelection, from: AsOf, to: AsOf, _ receive: ([FigureChange]) throws -> Void
    ) throws {
        try record.restless { try view.changes(selection, from: from, to: to, receive) }
    }

    func units() throws(RecordFailure) -> [Identifier<Indicator>: String] {
        try record.restless { () throws(RecordFailure) in try view.units() }
    }

    func size() throws(RecordFailure) -> RecordSize {
        try record.restless { () throws(RecordFailure) in try view.size() }
    }
}
