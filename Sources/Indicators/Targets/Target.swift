/// A plan's number for an indicator, region and year. Several with one id are its history.
public struct Target: Hashable, Sendable, Identifiable {
    /// The target's id; its rows have it in common.
    public let id: Identifier<Target>
    /// What is asked of which region.
    public let series: SeriesKey
    /// Kind, years and numbers.
    public let terms: TargetTerms
    /// `binding`, `anticipatory`, or another word of the plan; nil if it isn't known.
    public let attribute: String?
    /// The plan or text that states it.
    public let source: String?
    /// The day it was published; nil if it has always been known.
    public let sourceDate: CalendarDate?
    /// What else the row says.
    public let note: String?

    /// A target, always known unless `sourceDate` says when it was published.
    public init(
        id: Identifier<Target>, series: SeriesKey, terms: TargetTerms, attribute: String? = nil,
        source: String? = nil, sourceDate: CalendarDate? = nil, note: String? = nil
    ) {
        self.id = id
        self.series = series
        self.terms = terms
        self.attribute = attribute
        self.source = source
        self.sourceDate = sourceDate
        self.note = note
    }

    /// Whether the plan binds those who carry it out: its `attribute` is `binding`.
    public var isBinding: Bool { attribute == "binding" }
}
