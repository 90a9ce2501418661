public import Indicators

/// Which series are read.
public struct SeriesSelection: Hashable, Sendable {
    /// Only this indicator; nil: all.
    public var indicator: Identifier<Indicator>?
    /// Only these indicators; nil: all.
    public var indicators: Set<Identifier<Indicator>>?
    /// Only this region; nil: all.
    public var region: Identifier<Region>?

    /// Only the series from this one on, in the order of keys; nil: all.
    public var from: SeriesKey?

    /// Makes a selection; without arguments everything.
    public init(
        indicator: Identifier<Indicator>? = nil, region: Identifier<Region>? = nil, from: SeriesKey? = nil,
        indicators: Set<Identifier<Indicator>>? = nil
    ) {
        self.indicator = indicator
        self.indicators = indicators
        self.region = region
        self.from = from
    }

    /// Whether a series is selected.
    public func includes(_ key: SeriesKey) -> Bool {
        key.indicator == indicator ?? key.indicator && key.region == region ?? key.region
            && from.map { $0 <= key } ?? true && indicators?.contains(key.indicator) ?? true
    }
}
