public import Foundation
public import Indicators

/// A batch that is to be recorded: the input that it was read from, and by whom and where it is recorded.
public struct BatchDraft: Sendable {
    /// The input.
    public let input: BatchInput
    /// Whether the rows take back what was said.
    public let isRetraction: Bool
    /// Who records it.
    public let recordedBy: String
    /// The zone whose day an undated row is published on.
    public let timeZone: TimeZone
    /// The symbol of the unit in which an indicator's values are. The record keeps that of an indicator's first value, and refuses others.
    public let units: [Identifier<Indicator>: String]
    /// The units that are understood: by which powers of ten a slip of a unit can put a value out.
    public let knownUnits: KnownUnits
    /// The guards whose errors do not stop it.
    public var allowed: Set<SeriesGuard>

    /// Makes a draft of its parts.
    public init(
        input: BatchInput, isRetraction: Bool, recordedBy: String, timeZone: TimeZone,
        units: [Identifier<Indicator>: String] = [:], knownUnits: KnownUnits = .builtIn, allowed: Set<SeriesGuard> = []
    ) {
        self.input = input
        self.isRetraction = isRetraction
        self.recordedBy = recordedBy
        self.timeZone = timeZone
        self.units = units
        self.knownUnits = knownUnits
        self.allowed = allowed
    }

    /// What the batch will be.
    public var kind: Batch.Kind { isRetraction ? .retraction(input) : .backfill(input) }

    /// The units of the indicators that series are about.
    public func units(of series: [SeriesKey]) -> [Identifier<Indicator>: String] {
        let indicators = Set(series.map(\.indicator))
        return units.filter { indicators.contains($0.key) }
    }
}

/// What an append did, or would do.
public struct AppendReport: Hashable, Sendable {
    /// The batch that was made; nil for a dry run, a file already recorded, and where this or another batch of the same
    /// append was refused.
    public var batch: Int?
    /// The standing batch that already has this file; nil: there is none, or others have spoken about its keys since.
    public var already: Int?
    /// What the rows did.
    public var counts = BatchCounts()
    /// The figures that were revised, in the order of keys.
    public var revisions: [Revision] = []
    /// Where the retractions stand that took back nothing: not in force after the batch, or of a key without a statement.
    public var idleRetractions: [RowLocation] = []
    /// What the guards found in the rows.
    public var findings = GuardFindings()
    /// Whether a guard's error stopped it: nothing was recorded.
    public var isRefused = false

    /// Makes an empty report.
    public init() {}
}

/// What an undo did, or would do.
public struct UndoReport: Hashable, Sendable {
    /// The batch that was made; nil for a dry run and where the batch was void already.
    public var batch: Int?
    /// The batch that is undone.
    public var voids: Int
    /// The newest standing batch that voids it already.
    public var already: Int?
    /// The figures that come, go or differ in value, status or bound; filled by a dry run alone.
    public var revisions: [Revision] = []

    /// Makes a report of an undo of a batch.
    public init(voids: Int) { self.voids = voids }
}

/// A figure in force that became another.
public struct Revision: Hashable, Sendable {
    /// Indicator and region.
    public let series: SeriesKey
    /// The year.
    public let period: Period
    /// The value before, in the indicator's unit; nil: there was none.
    public let old: Double?
    /// The value after; nil: there is none.
    public let new: Double?

    /// Makes a revision of its parts.
    public init(series: SeriesKey, period: Period, old: Double?, new: Double?) {
        self.series = series
        self.period = period
        self.old = old
        self.new = new
    }
}
