public import Indicators

/// One ingest, all or nothing, or an undo of one: numbered 1, 2, 3… without holes.
public struct Batch: Hashable, Sendable, Identifiable {
    /// What a batch is.
    public enum Kind: Hashable, Sendable {
        /// Statements of figures, read from an input.
        case backfill(BatchInput)
        /// Retractions, read from an input.
        case retraction(BatchInput)
        /// An undo of the batch of a number.
        case undo(of: Int)
    }

    /// The batch's number.
    public let id: Int
    /// Backfill, retraction or undo.
    public let kind: Kind
    /// When it was recorded: later than every batch before it.
    public let recorded: Timestamp
    /// Who recorded it.
    public let recordedBy: String
    /// What it did when it was recorded; of an undo all zero.
    public let counts: BatchCounts
    /// The newest standing batch that voids it; nil: it stands.
    public let voidedBy: Int?

    /// Makes a batch of its parts.
    public init(
        id: Int, kind: Kind, recorded: Timestamp, recordedBy: String, counts: BatchCounts, voidedBy: Int?
    ) {
        self.id = id
        self.kind = kind
        self.recorded = recorded
        self.recordedBy = recordedBy
        self.counts = counts
        self.voidedBy = voidedBy
    }
}

/// The input that a batch was read from, and how it was read.
public struct BatchInput: Hashable, Sendable {
    /// The file as the caller named it; `-` is standard input.
    public let file: String
    /// SHA-256 of its bytes: 32 bytes.
    public let sha256: [UInt8]
    /// The format and the options that change what the same bytes say, such as `csv --published 2026-03-01`.
    public let reading: String

    /// Makes an input of its parts.
    public init(file: String, sha256: [UInt8], reading: String) {
        self.file = file
        self.sha256 = sha256
        self.reading = reading
    }
}

/// What a row of a batch counts as.
public enum RowOutcome: Int, Hashable, Sendable, CaseIterable {
    /// The key had no statement in force, or a retraction.
    case new
    /// The figure in force was another.
    case revised
    /// The same figure, said at a newer date.
    case confirmed
    /// Not in force after the batch: something newer is.
    case older
    /// A repeat.
    case unchanged
    /// A retraction.
    case retracted

    /// The word for it, in reports, labels and records.
    public var name: String { String(describing: self) }
}

/// What a batch's rows did, counted; the outcomes sum to `rows`.
public struct BatchCounts: Hashable, Sendable {
    /// How many rows there were.
    public var rows = 0
    private var outcomes = Array(repeating: 0, count: RowOutcome.allCases.count)

    /// Makes counts of zero.
    public init() {}

    /// How many rows counted as one thing.
    public subscript(outcome: RowOutcome) -> Int {
        get { outcomes[outcome.rawValue] }
        set { outcomes[outcome.rawValue] = newValue }
    }

    /// Adds the counts of another batch.
    public mutating func add(_ other: BatchCounts) {
        rows += other.rows
        for outcome in RowOutcome.allCases { self[outcome] += other[outcome] }
    }
}
