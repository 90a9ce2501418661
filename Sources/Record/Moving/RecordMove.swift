/// Carries a record into another place, batch by batch as they stand, whatever engines keep both.
///
/// A move that was broken off goes on where it was: what is there already has to be an earlier state of the same record.
public struct RecordMove {
    /// How far a move is.
    public enum Step: Hashable, Sendable {
        /// A batch is carried, of so many; so many series of it are on their way.
        case carrying(batch: Int, of: Int, series: Int)
        /// A batch of both records was compared, of so many.
        case comparing(batch: Int, of: Int)
    }

    /// What a move did.
    public struct Outcome: Hashable, Sendable {
        /// Batches that are in both records now.
        public let batches: Int
        /// Batches that were carried by this move; the others had been there.
        public let carried: Int
    }

    /// What is carried.
    public let source: any PortableView
    private let target: any PortableRecord
    /// The newest state of the target before the move.
    private let start: StateToken

    /// Makes a move of what a record holds now.
    /// - Throws: ``RecordFailure/cannotCreate(place:why:)`` where the other record has batches that this one has not.
    public init(from source: any PortableRecord, to target: any PortableRecord) throws(RecordFailure) {
        self.source = try source.portableView()
        self.target = target
        start = try target.state()
        let known = try Self.token(after: start.batch, in: self.source)
        guard start.batch == 0 || start == known else {
            throw .cannotCreate(
                place: target.place,
                why: "it has \(start.batch == 1 ? "a batch" : "batches") that \(source.place) has not; "
                    + "expected an empty record, or an earlier state of the same")
        }
    }

    /// Carries what is missing, and then compares every batch in both by its checksum.
    ///
    /// - Parameter watch: is told of each step, and ends the move by what it throws.
    /// - Throws: ``RecordFailure/damaged(place:why:)`` of a batch that is another in the target.
    public func run(_ watch: (Step) throws -> Void = { _ in }) throws -> Outcome {
        let last = source.state.batch
        var (before, origin) = (start, try Self.token(after: start.batch, in: source) ?? source.state)
        for id in stride(from: start.batch + 1, through: last, by: 1) {
            let batch = try source.keptBatch(id)
            try target.take(batch, after: origin, expecting: before) { receive in
                var series = 0
                try watch(.carrying(batch: id, of: last, series: series))
                try source.forEachStretch(of: id) { stretch in
                    try receive(stretch)
                    series += stretch.parts.count
                    try watch(.carrying(batch: id, of: last, series: series))
                }
            }
            origin = batch.token(in: source.state)
            before = origin
        }
        let copy = try target.portableView()
        for id in stride(from: 1, through: last, by: 1) {
            try watch(.comparing(batch: id, of: last))
            guard try source.checksum(of: id) == copy.checksum(of: id) else {
                throw RecordFailure.damaged(place: target.place, why: "batch \(id) is not what was carried")
            }
        }
        return Outcome(batches: last, carried: last - start.batch)
    }

    /// The state of a view just after a batch; nil: it does not have it.
    private static func token(after batch: Int, in view: any PortableView) throws(RecordFailure) -> StateToken? {
        guard batch > 0 else {
            return StateToken(record: view.state.record, batch: 0, recorded: nil, sha256: nil)
        }
        guard batch <= view.state.batch else { return nil }
        return try view.keptBatch(batch).token(in: view.state)
    }
}
