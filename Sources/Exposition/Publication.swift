public import Evaluation
public import Indicators
internal import Synchronization

/// The newest snapshot together with its bytes: the service's loop publishes it here, and requests take it from here.
///
/// Guarantee: what is taken at one time belongs together. The snapshot is the one that the bytes were made of, and nothing
/// of an edition changes after it was published.
public final class Publication: Sendable {
    /// A snapshot, and its families as bytes.
    public struct Evaluated: Sendable {
        /// The snapshot.
        public let snapshot: Snapshot
        /// What it was made of.
        public let origin: SnapshotOrigin
        /// Its families in the forms that are asked for.
        public let metrics: RenderedSnapshot
    }

    /// What is served. It is a reference, so that taking it costs the same whatever the snapshot holds.
    public final class Edition: Sendable {
        /// One more with each change; two editions of one number are the same.
        public let number: Int
        /// The last snapshot and its bytes; nil before the first evaluation.
        public let evaluated: Evaluated?
        /// The families about the service itself.
        public let service: RenderedMetrics?
        /// The state in words.
        public let status: BilingualText
        /// What is told of evaluations.
        public let notes: EvaluationNotes

        fileprivate init(
            number: Int, evaluated: Evaluated?, service: RenderedMetrics?, status: BilingualText, notes: EvaluationNotes
        ) {
            self.number = number
            self.evaluated = evaluated
            self.service = service
            self.status = status
            self.notes = notes
        }
    }

    private let edition = Mutex(
        Edition(
            number: 0, evaluated: nil, service: nil, status: BilingualText(english: "starting", chinese: "正在启动"),
            notes: EvaluationNotes()))

    /// Makes an empty publication.
    public init() {}

    /// What is served now.
    public var current: Edition { edition.withLock { $0 } }

    /// Publishes a new snapshot, what it was made of, its bytes and what they say of the service.
    public func publish(
        _ snapshot: Snapshot, of origin: SnapshotOrigin, _ metrics: RenderedSnapshot, service: RenderedMetrics,
        status: BilingualText, notes: EvaluationNotes = EvaluationNotes()
    ) {
        let evaluated = Evaluated(snapshot: snapshot, origin: origin, metrics: metrics)
        replace { old in
            Edition(number: old.number + 1, evaluated: evaluated, service: service, status: status, notes: notes)
        }
    }

    /// Publishes new families about the service; the snapshot and the status stay.
    ///
    /// - Parameter notes: what is told of evaluations; nil: the same as before.
    public func publish(service: RenderedMetrics, notes: EvaluationNotes? = nil) {
        replace { old in
            Edition(
                number: old.number + 1, evaluated: old.evaluated, service: service, status: old.status,
                notes: notes ?? old.notes)
        }
    }

    /// Publishes why there is no snapshot yet, in words.
    public func publish(status: BilingualText) {
        replace { old in
            Edition(
                number: old.number + 1, evaluated: old.evaluated, service: old.service, status: status,
                notes: old.notes)
        }
    }

    private func replace(_ next: (Edition) -> Edition) {
        edition.withLock { $0 = next($0) }
    }
}
