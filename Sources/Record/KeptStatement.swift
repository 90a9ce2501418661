public import Indicators

/// A statement of a series that an engine keeps whole, in 32 bytes; texts are the engine's own numbers for them.
public struct KeptStatement: PackedContent, Sendable {
    /// The value, in the indicator's unit; NaN where there is none.
    public var value: Double
    /// Days since 1970 of the date published.
    public var published: Int32
    /// The batch that states it.
    public var batch: Int32
    /// Its place among the batch's statements of its key and date, from 1.
    public var row: Int32
    /// The source's text.
    public var source: Int32
    /// The note's text; ``noText``: it has none.
    public var note: Int32
    /// The year.
    public var year: Int16
    /// The status code; 0: a retraction.
    public var status: UInt8
    /// The place of the bound in `ObservationBound.allCases`.
    public var bound: UInt8

    /// Stands in ``note`` where there is none.
    public static let noText: Int32 = -1

    /// Makes a statement of its parts.
    public init(
        year: Int16, published: Int32, batch: Int32, row: Int32, value: Double, status: UInt8, bound: UInt8,
        source: Int32, note: Int32
    ) {
        self.value = value
        self.published = published
        self.batch = batch
        self.row = row
        self.source = source
        self.note = note
        self.year = year
        self.status = status
        self.bound = bound
    }

    /// Whether it takes back what was said.
    public var isRetraction: Bool { status == 0 }

    /// The observation that it makes; nil for a retraction.
    public var observation: Observation? {
        Period(year: Int(year)).flatMap { content.observation(of: $0) }
    }

    /// Whether source and note are the same too.
    func isExactRepeat(of other: KeptStatement) -> Bool {
        says(sameAs: other) && source == other.source && note == other.note
    }
}

/// Exact repeats of a series by one batch: a run of the series's statements, each of which it says again.
///
/// A statement's ordinal tells, from 0, where it is among the statements of its series in the order of keeping. That is by
/// batch, then by year, date published and row. Later batches change no ordinal.
public struct Repetition: Hashable, Sendable {
    /// The ordinal of the first statement.
    public var first: Int32
    /// The ordinal of the last statement; the batch repeats every one from the first to it.
    public var last: Int32
    /// The batch that repeats.
    public var batch: Int32

    /// Makes a run of its parts.
    public init(first: Int32, last: Int32, batch: Int32) {
        self.first = first
        self.last = last
        self.batch = batch
    }
}

/// The statement that ranks first for its year and date among those that stand.
public struct Leader: Sendable {
    /// The statement.
    public var statement: KeptStatement
    /// The newest standing batch that says it: its own, or one that repeats it.
    public var saidLast: Int32
    /// The statement's ordinal in its series, by which a ``Repetition`` refers to it.
    public var ordinal: Int32

    /// Makes a leader of its parts.
    public init(statement: KeptStatement, saidLast: Int32, ordinal: Int32) {
        self.statement = statement
        self.saidLast = saidLast
        self.ordinal = ordinal
    }
}
