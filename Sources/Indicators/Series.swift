/// Indicator and region: what a series is known by.
public struct SeriesKey: Hashable, Comparable, Sendable {
    /// What is measured.
    public let indicator: Identifier<Indicator>
    /// Where.
    public let region: Identifier<Region>

    /// Makes a key.
    public init(indicator: Identifier<Indicator>, region: Identifier<Region>) {
        self.indicator = indicator
        self.region = region
    }

    /// Orders keys by indicator, then by region.
    public static func < (left: Self, right: Self) -> Bool {
        left.indicator == right.indicator ? left.region < right.region : left.indicator < right.indicator
    }
}

/// The observations of one indicator in one region, one a period, in ascending order.
public struct Series: Hashable, Sendable {
    /// Indicator and region.
    public let key: SeriesKey
    /// One observation a period, ascending.
    public let observations: [Observation]
    /// When each observation was recorded, in the order of `observations`; empty for a series that comes from no record.
    public let recorded: [Timestamp]

    /// Makes a series of observations that are ascending, one a period.
    ///
    /// - Parameter recorded: as many as there are observations, or none.
    public init(key: SeriesKey, observations: [Observation], recorded: [Timestamp] = []) {
        self.key = key
        self.observations = observations
        self.recorded = recorded
    }

    /// The series without what is after a year.
    public func through(year: Int) -> Series {
        let kept = observations.prefix { $0.period.year <= year }
        return kept.count == observations.count
            ? self : Series(key: key, observations: Array(kept), recorded: Array(recorded.prefix(kept.count)))
    }

    /// The index of the newest observation that exists, is no forecast (F) and is not after a year; nil if there is none.
    public func newestIndex(asOfYear: Int) -> Int? {
        observations.lastIndex {
            $0.period.year <= asOfYear && $0.countedValue != nil
        }
    }
}
