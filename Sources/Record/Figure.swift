public import Indicators

/// A statement in force that is no retraction: a row of the export.
public struct Figure: Hashable, Sendable {
    /// Indicator and region.
    public let series: SeriesKey
    /// Year, value, status and bound.
    public let observation: Observation
    /// When it was published.
    public let published: CalendarDate
    /// The batch that said it last.
    public let batch: Int
    /// When that batch was recorded.
    public let recorded: Timestamp
    /// Where it is from.
    public let source: String
    /// What else its row said.
    public let note: String?

    /// Makes a figure of its parts.
    public init(
        series: SeriesKey, observation: Observation, published: CalendarDate, batch: Int, recorded: Timestamp,
        source: String, note: String?
    ) {
        self.series = series
        self.observation = observation
        self.published = published
        self.batch = batch
        self.recorded = recorded
        self.source = source
        self.note = note
    }
}

/// A statement that stands and was no repeat when it is read beside its neighbours, with the batches that repeated it.
public struct Vintage: Hashable, Sendable {
    /// Indicator and region.
    public let series: SeriesKey
    /// The year.
    public let period: Period
    /// What was said.
    public let content: StatementContent
    /// When it was published.
    public let published: CalendarDate
    /// The batch that said it first.
    public let batch: Int
    /// When that batch was recorded.
    public let recorded: Timestamp
    /// Where it is from.
    public let source: String
    /// What else its row said.
    public let note: String?
    /// The batches that said it again, ascending.
    public let repeatedBy: [Int]
    /// Whether it is in force.
    public let isInForce: Bool

    /// Makes a vintage of its parts.
    public init(
        series: SeriesKey, period: Period, content: StatementContent, published: CalendarDate, batch: Int,
        recorded: Timestamp, source: String, note: String?, repeatedBy: [Int], isInForce: Bool
    ) {
        self.series = series
        self.period = period
        self.content = content
        self.published = published
        self.batch = batch
        self.recorded = recorded
        self.source = source
        self.note = note
        self.repeatedBy = repeatedBy
        self.isInForce = isInForce
    }
}
