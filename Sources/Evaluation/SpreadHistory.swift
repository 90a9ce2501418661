public import Indicators
public import Statistics

/// How the regions of one level differ in an indicator, year by year, and whether they draw nearer to each other.
public struct SpreadHistory: Hashable, Sendable {
    /// The differences of one year.
    public struct Year: Hashable, Sendable {
        /// The year.
        public let period: Period
        /// The differences.
        public let spread: Spread
    }

    /// Convergence between two years.
    public struct Window: Hashable, Sendable {
        /// The first year.
        public let first: Period
        /// The last year.
        public let last: Period
        /// The convergence.
        public let convergence: Convergence
    }

    /// The indicator.
    public let indicator: Identifier<Indicator>
    /// The level; nil for the regions of a file.
    public let level: RegionLevel?
    /// The unit of the means.
    public let unit: UnitOfMeasure
    /// The indicator by which the regions are weighed; nil if all count alike.
    public let weight: Identifier<Indicator>?
    /// The years in which at least two regions have a figure, ascending.
    public let years: [Year]
    /// The convergence in the last years; nil with fewer than three regions.
    public let window: Window?

    /// Measures some regions.
    ///
    /// - Parameters:
    ///   - series: of the indicator, a region each.
    ///   - weights: of the weight; a region without one in a year does not count in that year. Nil: all count alike.
    ///   - window: how many years convergence looks back at the most.
    public init(
        of indicator: Identifier<Indicator>, unit: UnitOfMeasure, level: RegionLevel?, series: [Series],
        weight: Identifier<Indicator>?, weights: [Series], window: Int
    ) {
        (self.indicator, self.unit, self.level, self.weight) = (indicator, unit, level, weight)
        let ofRegions = Self.values(of: weights)
        var years: [Period: [(region: Identifier<Region>, value: Double, weight: Double)]] = [:]
        for (region, values) in Self.values(of: series) {
            for (period, value) in values {
                let weight = weight == nil ? 1 : ofRegions[region]?[period] ?? -1
                if weight >= 0 { years[period, default: []].append((region, value, weight)) }
            }
        }
        self.years = years.filter { $0.value.count >= 2 }.sorted { $0.key < $1.key }.map { period, rows in
            Year(
                period: period,
                spread: Spread(of: rows.map(\.value), weights: weight == nil ? nil : rows.map(\.weight)))
        }
        self.window = Self.window(of: years.mapValues { rows in rows.map { ($0.region, $0.value) } }, years: window)
    }

    /// The figures that count, by region and year.
    private static func values(of series: [Series]) -> [Identifier<Region>: [Period: Double]] {
        var values: [Identifier<Region>: [Period: Double]] = [:]
        for one in series {
            for observation in one.observations {
                values[one.key.region, default: [:]][observation.period] = observation.countedValue
            }
        }
        return values
    }

    /// The convergence to the newest year from the earliest of the window with at least three regions in both.
    private static func window(
        of values: [Period: [(Identifier<Region>, Double)]], years: Int
    ) -> Window? {
        let periods = values.keys.sorted()
        for last in periods.reversed() {
            let ends = Dictionary(values[last] ?? [], uniquingKeysWith: { first, _ in first })
            for first in periods where first < last && last.year - first.year <= years {
                let pairs = (values[first] ?? []).compactMap { region, value in
                    ends[region].map { (first: value, last: $0) }
                }
                if let convergence = Convergence(of: pairs, years: last.year - first.year) {
                    return Window(first: first, last: last, convergence: convergence)
                }
            }
        }
        return nil
    }
}

extension SpreadHistory {
    /// Measures the regions of a snapshot that are of one level.
    ///
    /// - Parameters:
    ///   - level: nil stands for the highest level of which two regions have figures.
    ///   - regions: those that count; nil if all do.
    ///   - weight: an indicator of the snapshot.
    public init(
        of indicator: Indicator, in snapshot: Snapshot, level: RegionLevel?, regions: Set<Identifier<Region>>?,
        weight: Identifier<Indicator>?, window: Int
    ) {
        func evaluations(of id: Identifier<Indicator>) -> [SeriesEvaluation] {
            snapshot.evaluations(of: id).filter {
                $0.region.level != nil && regions?.contains($0.region.id) ?? true && $0.newest != nil
            }
        }
        let own = evaluations(of: indicator.id)
        let byLevel = Dictionary(grouping: own) { $0.region.level }
        let chosen = level ?? byLevel.filter { $0.value.count >= 2 }.keys.compactMap { $0 }.min()
        let lastYear = snapshot.moment.asOfYear
        func series(of evaluations: [SeriesEvaluation]) -> [Series] {
            evaluations.filter { $0.region.level == chosen }.map { $0.series.through(year: lastYear) }
        }
        self.init(
            of: indicator.id, unit: indicator.unit, level: chosen, series: series(of: own), weight: weight,
            weights: weight.map { series(of: evaluations(of: $0)) } ?? [], window: window)
    }
}
