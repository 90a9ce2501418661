public import Indicators
public import Statistics

/// An evaluated series. Its figures were published, are made of those of the region's or cluster's members, or are derived.
public struct SeriesEvaluation: Sendable {
    /// The catalog's indicators and regions. All series of a snapshot share them.
    private let indicators: [Indicator]
    private let regions: [Region]
    private let indicatorPosition: Int32
    private let regionNumber: Int32
    private let newestNumber: Int32
    private let existing: Int32
    private var rankNumber: Int32 = 0
    private var parentRankNumber: Int32 = 0
    /// The observations, those after the as-of year too.
    public let series: Series
    /// The trend up to the as-of year.
    public let trend: Trend
    /// How much of the region the figures are about, year by year; nil if they are not made of those of members.
    public let aggregate: Aggregate?
    /// The newest figure over the nation's of its year; nil for a nation, and if figures can't be summed up.
    @OptionalDouble public private(set) var nationShareRatio: Double?
    /// The newest figure over the parent's of its year; nil without a parent, and if figures can't be summed up.
    @OptionalDouble public private(set) var parentShareRatio: Double?

    init(
        of series: Series, at position: (indicator: Int, region: Int), in positions: CatalogPositions,
        aggregate: Aggregate? = nil, asOfYear: Int, window: Int, distributions: inout MannKendallDistributions
    ) {
        (indicators, regions) = (positions.indicators, positions.regions)
        (indicatorPosition, regionNumber) = (Int32(position.indicator), Int32(position.region))
        self.series = series
        self.aggregate = aggregate
        newestNumber = Int32(series.newestIndex(asOfYear: asOfYear) ?? -1)
        let all = series.observations
        let isCut = all.last.map { $0.period.year > asOfYear } ?? false
        let known = isCut ? Array(all.prefix { $0.period.year <= asOfYear }) : all
        existing = Int32(known.count { $0.existingValue != nil })
        trend = Trend(of: known, window: window, distributions: &distributions)
        (nationShareRatio, parentShareRatio) = (nil, nil)
    }

    /// The indicator of the series.
    public var indicator: Indicator { indicators[Int(indicatorPosition)] }
    /// The region of the series.
    public var region: Region { regions[regionPosition] }
    /// The index of the newest observation in `series`; nil if none exists.
    public var newestIndex: Int? { newestNumber < 0 ? nil : Int(newestNumber) }
    /// How many observations exist up to the as-of year.
    public var observationCount: Int { Int(existing) }
    /// The newest observation that exists, is no forecast and is not after the as-of year.
    public var newest: Observation? { newestIndex.map { series.observations[$0] } }
    /// The rank of the newest figure among the regions of its level with a figure of its year.
    ///
    /// Nil for a cluster, and for a nation without others. Ranks count from 1, the best. The greatest figure is the best
    /// unless less is better. Equal figures share a rank.
    public var rank: Int? { rankNumber == 0 ? nil : Int(rankNumber) }
    /// The same among those of its level that have the same parent; nil for a region without one.
    public var rankInParent: Int? { parentRankNumber == 0 ? nil : Int(parentRankNumber) }
    /// The share of the members, by number or weight, in the newest figure; nil for a published one.
    public var membersRatio: Double? { newestIndex.flatMap { index in aggregate?.ratios[index] } }

    /// When the figure of the year after the newest one is due; nil if there is none, or none is expected.
    public func nextDue(by calendar: DueCalendar) -> Timestamp? {
        // An indicator is copied for what may be asked of it, and most series are asked at each scrape's making.
        guard indicators[Int(indicatorPosition)].dueMonths != nil, let newest else { return nil }
        return calendar.due(indicator, in: region, year: newest.period.year + 1)
    }

    /// The ranks and shares of the newest figure; nil if there is none.
    mutating func take(_ rank: RegionalRank?) {
        (rankNumber, parentRankNumber) = (Int32(rank?.rank ?? 0), Int32(rank?.rankInParent ?? 0))
        (nationShareRatio, parentShareRatio) = (rank?.nationShareRatio, rank?.parentShareRatio)
    }

    /// Whether the figures are recorded, neither made of members' figures nor derived.
    public var isPublished: Bool { aggregate == nil && indicator.derivation == nil }

    /// Where the region stands in the catalog.
    var regionPosition: Int { Int(regionNumber) }
}
