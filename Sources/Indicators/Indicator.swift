/// What is measured: its unit, its direction, its bounds, how regions add up, when a year's figure is due.
public struct Indicator: Hashable, Sendable, Identifiable {
    /// Whether more of it or less of it is better.
    public enum Direction: String, Hashable, Sendable, CaseIterable {
        case more, less, none
    }

    /// A state at the year's end, or what flowed within the year.
    public enum Measure: String, Hashable, Sendable, CaseIterable {
        case level, flow
    }

    /// How a nation's or cluster's figure comes from its members'.
    public enum Aggregation: Hashable, Sendable {
        case sum
        case mean(weight: Identifier<Indicator>)
        case none
    }

    /// The id: lower-case letters, digits and `_`.
    public let id: Identifier<Indicator>
    /// The title.
    public let title: MultilingualText
    /// The unit in which values are kept and served.
    public let unit: UnitOfMeasure
    /// Which way is better.
    public let direction: Direction
    /// Level or flow.
    public let measure: Measure
    /// The least possible value, in `unit`; nil is unbounded.
    public let minimum: Double?
    /// The greatest possible value, in `unit`; nil is unbounded.
    public let maximum: Double?
    /// How members make a whole.
    public let aggregation: Aggregation
    /// The least share of the members, from above 0 to 1, that makes a whole.
    public let aggregationShare: Double
    /// Months after a year's end until its figure is due; nil if no figure is expected.
    public let dueMonths: Int?
    /// The publication in which a year's figures come together; nil if none is named.
    public let source: String?
    /// The last year of which a figure is expected; nil if the indicator has no end.
    public let validTo: Period?
    /// The last year of which a figure is expected, for regions in which it is another.
    public let seriesValidTo: [Identifier<Region>: Period]
    /// How it is computed from others; nil for one whose figures are recorded.
    public let derivation: Derivation?
    /// One sentence on what is counted; nil if there is none.
    public let description: MultilingualText?

    /// An indicator, without bounds, aggregation or due date unless they are given.
    public init(
        id: Identifier<Indicator>, title: MultilingualText, unit: UnitOfMeasure, direction: Direction, measure: Measure,
        minimum: Double? = nil, maximum: Double? = nil, aggregation: Aggregation = .none,
        aggregationShare: Double = 1, dueMonths: Int? = nil, source: String? = nil, validTo: Period? = nil,
        seriesValidTo: [Identifier<Region>: Period] = [:], derivation: Derivation? = nil,
        description: MultilingualText? = nil
    ) {
        self.id = id
        self.title = title
        self.unit = unit
        self.direction = direction
        self.measure = measure
        self.minimum = minimum
        self.maximum = maximum
        self.aggregation = aggregation
        self.aggregationShare = aggregationShare
        self.dueMonths = dueMonths
        self.source = source
        self.validTo = validTo
        self.seriesValidTo = seriesValidTo
        self.derivation = derivation
        self.description = description
    }

    /// Whether a value, in `unit`, lies within the bounds.
    public func admits(_ value: Double) -> Bool {
        value >= minimum ?? -.infinity && value <= maximum ?? .infinity
    }
}
