public import Indicators

/// The straight line of a Theil–Sen slope, and its band, over the years of a trend's window: docs/methods.md, rule 44.
public struct TrendLine: Hashable, Sendable {
    /// Where line and band are in a year, in the indicator's unit.
    public struct Point: Hashable, Sendable {
        /// The year.
        public let year: Int
        /// The line.
        public let value: Double
        /// The band's lower limit; nil where the slope has none.
        public let lower: Double?
        /// The band's upper limit; nil where the slope has none.
        public let upper: Double?
    }

    /// A point for each year from the window's first to its last; none without a slope.
    public let points: [Point]

    /// The line of a trend.
    ///
    /// It goes through the median year at the median value (Conover 1980, 5.5). The band's limits go through the same point.
    /// - Parameters:
    ///   - trend: worked out of these observations.
    ///   - observations: one a year, ascending.
    public init(of trend: Trend, observations: [Observation]) {
        let series = YearlyValues(sinceLastBreakOf: observations)
        guard let slope = trend.theilSen.slope, let first = trend.firstYear, let last = trend.latestYear else {
            points = []
            return
        }
        let window = zip(series.years, series.values).filter { (first...last).contains($0.0) }
        let year = Self.median(window.map { Double($0.0) })
        let value = Self.median(window.map(\.1))
        points = (first...last).compactMap { t in
            let time = Double(t) - year
            let limits = [trend.theilSen.lower, trend.theilSen.upper].compactMap { $0.map { value + $0 * time } }
            let middle = value + slope * time
            guard middle.isFinite, limits.allSatisfy(\.isFinite) else { return nil }
            return Point(year: t, value: middle, lower: limits.min(), upper: limits.max())
        }
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        guard !sorted.isEmpty else { return .nan }
        return sorted.count.isMultiple(of: 2) ? sorted[middle - 1] / 2 + sorted[middle] / 2 : sorted[middle]
    }
}
