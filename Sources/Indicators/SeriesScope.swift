/// Which series somebody may write: those of some indicators in some regions.
public struct SeriesScope: Hashable, Sendable {
    /// The indicators; nil: all.
    public let indicators: Set<Identifier<Indicator>>?
    /// The regions; nil: all.
    public let regions: Set<Identifier<Region>>?

    /// The scope of some indicators and regions; of nothing said, all series.
    public init(indicators: Set<Identifier<Indicator>>? = nil, regions: Set<Identifier<Region>>? = nil) {
        (self.indicators, self.regions) = (indicators, regions)
    }

    /// Whether it is that of all series, those too that no catalog names.
    public var isEverything: Bool { indicators == nil && regions == nil }

    /// Whether a series is in it.
    public func includes(_ series: SeriesKey) -> Bool {
        (indicators?.contains(series.indicator) ?? true) && (regions?.contains(series.region) ?? true)
    }
}
