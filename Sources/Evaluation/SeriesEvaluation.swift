public import Indicators
public import Statistics

/// A series, evaluated: of published figures, or a nation's or cluster's of its members' figures.
public struct SeriesEvaluation: Sendable {
    /// The catalog's, which all series of a snapshot have in common.
    private let indicators: [Indicator]
    private let regions: [Region]
    private let indicatorPlace: Int32
    private let regionNumber: Int32
    private let newestNumber: Int32
    private let existing: Int32
    private var rankNumber: Int32 = 0
    /// The observations, those after the as-of year too.
    public let series: Series
    /// The trend up to the as-of year.
    public let trend: Trend
    /// How much of the region the figures are about, year by year; nil: they are published, not aggregated.
    public let aggregate: Aggregate?
    /// The newest figure over the nation's of its year; nil where figures can't be summed up, and of the nation.
    @OptionalDouble public internal(set) var nationShareRatio: Double?

    init(
        of series: Series, at place: (indicator: Int, region: Int), in places: CatalogPlaces,
        aggregate: Aggregate? = nil, asOfYear: Int, window: Int, distributions: inout MannKendallDistributions
    ) {
        (indicators, regions) = (places.indicators, places.regions)
        (indicatorPlace, regionNumber) = (Int32(place.indicator), Int32(place.region))
        self.series = series
        self.aggregate = aggregate
        newestNumber = Int32(series.newestPlace(asOfYear: asOfYear) ?? -1)
        let all = series.observations
        let isCut = all.last.map { $0.period.year > asOfYear } ?? false
        let known = isCut ? Array(all.prefix { $0.period.year <= asOfYear }) : all
        existing = Int32(known.count { $0.existingValue != nil })
        trend = Trend(of: known, window: window, distributions: &distributions)
        nationShareRatio = nil
    }

    /// What is measured.
    public var indicator: Indicator { indicators[Int(indicatorPlace)] }
    /// Where.
    public var region: Region { regions[regionPlace] }
    /// The place of the newest observation in `series`; nil: none exists.
    public var newestPlace: Int? { newestNumber < 0 ? nil : Int(newestNumber) }
    /// How many observations exist up to the as-of year.
    public var observationCount: Int { Int(existing) }
    /// The newest observation that exists, is no forecast and is not after the as-of year.
    public var newest: Observation? { newestPlace.map { series.observations[$0] } }
    /// The rank of the newest figure among the provincial-level regions that have one of its year, from 1, the best first.
    /// The greatest is the best unless less is better. Equal figures have one rank. Nil of a nation or cluster.
    public internal(set) var rank: Int? {
        get { rankNumber == 0 ? nil : Int(rankNumber) }
        set { rankNumber = Int32(newValue ?? 0) }
    }
    /// The share of the members, by number or by weight, that the newest figure is made of; nil of a published one.
    public var membersRatio: Double? { newestPlace.flatMap { place in aggregate?.ratios[place] } }

    /// Where the region stands in the catalog.
    var regionPlace: Int { Int(regionNumber) }
}
