import Indicators
import Record

/// A record that was opened for reading alone.
struct ReadOnlyRecord: RecordStore {
    private let record: any RecordStore

    init(_ record: any RecordStore) { self.record = record }

    var place: String { record.place }

    func view() throws(RecordFailure) -> any RecordView { try record.view() }

    func state() throws(RecordFailure) -> StateToken { try record.state() }

    func serverRole() throws(RecordFailure) -> ServerRole? { try record.serverRole() }

    func append(
        _ batches: [(draft: BatchDraft, statements: any StatementSource)], dryRun: Bool
    ) throws(RecordFailure) -> [AppendReport] {
        throw .readOnly(place: place, why: "it was opened for reading alone")
    }

    func undo(_ batch: Int, by recordedBy: String, dryRun: Bool) throws(RecordFailure) -> UndoReport {
        guard dryRun else { throw .readOnly(place: place, why: "it was opened for reading alone") }
        return try record.undo(batch, by: recordedBy, dryRun: true)
    }

    func examine(against catalog: Catalog) throws(RecordFailure) -> [RecordFinding] {
        try record.examine(against: catalog)
    }

    func backUp(to file: String) throws(RecordFailure) -> RecordContent { try record.backUp(to: file) }
}
