public import Indicators

/// A statement of a batch that stands: a vintage's first word, or a repeat of it.
public struct StandingStatement: Hashable, Sendable {
    /// Indicator and region.
    public let series: SeriesKey
    /// The year.
    public let period: Period
    /// What it says.
    public let content: StatementContent
    /// When it was published.
    public let published: CalendarDate
    /// The batch that says it.
    public let batch: Int
    /// When that batch was recorded.
    public let recorded: Timestamp
    /// Where it is from.
    public let source: String
    /// What else its row said.
    public let note: String?
    /// Whether it says what the statement before it, of its key and date, says.
    public let isRepeat: Bool
    /// Whether it is in force.
    public let isInForce: Bool

    /// Makes a statement of its parts.
    public init(
        series: SeriesKey, period: Period, content: StatementContent, published: CalendarDate, batch: Int,
        recorded: Timestamp, source: String, note: String?, isRepeat: Bool, isInForce: Bool
    ) {
        self.series = series
        self.period = period
        self.content = content
        self.published = published
        self.batch = batch
        self.recorded = recorded
        self.source = source
        self.note = note
        self.isRepeat = isRepeat
        self.isInForce = isInForce
    }
}
