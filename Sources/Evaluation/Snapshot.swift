public import Indicators
public import Statistics

/// The immutable result of one evaluation of the whole record.
///
/// The same record, catalog and moment give an equal snapshot, in the same order, whatever was evaluated before.
public struct Snapshot: Sendable {
    /// The catalog that it was evaluated with.
    public let catalog: Catalog
    /// The moment and zone that it was evaluated for.
    public let moment: EvaluationMoment
    /// The series that the catalog names, by the catalog's order of indicators, then of regions.
    public let series: [SeriesEvaluation]
    /// The targets in force, in the catalog's order.
    public let targets: [TargetEvaluation]
    /// Observations in force of series that the catalog names.
    public let observationCount: Int
    /// Series of the record that the catalog does not name: neither evaluated nor served.
    public let unknownSeries: [SeriesKey]

    /// How many targets are in a state.
    public func targetCount(_ state: TargetState) -> Int { targets.count { $0.gap.state == state } }
}

/// What an evaluation takes as now.
public struct EvaluationMoment: Hashable, Sendable {
    /// Later observations do not exist.
    public let asOfYear: Int
    /// Targets published later do not exist.
    public let day: CalendarDate
    /// The instant of the evaluation.
    public let time: Timestamp

    /// Makes a moment of its parts.
    public init(asOfYear: Int, day: CalendarDate, time: Timestamp) {
        self.asOfYear = asOfYear
        self.day = day
        self.time = time
    }
}

/// A series, evaluated.
public struct SeriesEvaluation: Sendable {
    /// What is measured.
    public let indicator: Indicator
    /// Where.
    public let region: Region
    /// The observations, those after the as-of year too.
    public let series: Series
    /// The place of the newest observation in `series`; nil: none exists.
    public let newestPlace: Int?
    /// How many observations exist up to the as-of year.
    public let observationCount: Int
    /// The trend up to the as-of year.
    public let trend: Trend

    /// The newest observation that exists, is no forecast and is not after the as-of year.
    public var newest: Observation? { newestPlace.map { series.observations[$0] } }
}

/// A target in force, evaluated.
public struct TargetEvaluation: Sendable {
    /// The target.
    public let target: Target
    /// What it asks about.
    public let indicator: Indicator
    /// Of whom.
    public let region: Region
    /// Gap, pace and state.
    public let gap: TargetGap
}
