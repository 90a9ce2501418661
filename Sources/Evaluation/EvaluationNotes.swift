public import Indicators

/// What the service tells people of its evaluations, beside its metrics.
public struct EvaluationNotes: Hashable, Sendable {
    /// Something that went wrong.
    public struct Trouble: Hashable, Sendable {
        /// When.
        public let time: Timestamp
        /// What, in words.
        public let words: String
    }

    /// When an evaluation last succeeded; nil before the first.
    public var lastEvaluation: Timestamp?
    /// How many seconds it took.
    public var seconds: Double?
    /// When everything is evaluated next, whether something is recorded until then or not.
    public var nextEvaluation: Timestamp?
    /// What went wrong since the start, the newest first.
    public private(set) var troubles: [Trouble] = []

    /// So many troubles are kept.
    private static let mostTroubles = 20

    /// Makes the notes of a service that has done nothing yet.
    public init() {}

    /// Notes that something went wrong.
    public mutating func note(_ words: String, at time: Timestamp) {
        troubles = [Trouble(time: time, words: words)] + troubles.prefix(Self.mostTroubles - 1)
    }
}
