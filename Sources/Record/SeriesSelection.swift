public import Indicators

/// Which series are read.
public struct SeriesSelection: Hashable, Sendable {
    /// Only this indicator; nil: all.
    public var indicator: Identifier<Indicator>?
    /// Only this region; nil: all.
    public var region: Identifier<Region>?

    /// Makes a selection; without arguments everything.
    public init(indicator: Identifier<Indicator>? = nil, region: Identifier<Region>? = nil) {
        self.indicator = indicator
        self.region = region
    }
}
