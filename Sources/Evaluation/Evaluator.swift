public import Indicators
internal import Statistics

/// Works out a snapshot: a pure function of series, catalog and moment.
public struct Evaluator: Sendable {
    /// How many observations a trend looks at by default.
    public static let defaultWindow = 10

    /// What is evaluated against.
    public let catalog: Catalog
    /// How many observations a trend looks at.
    public let window: Int

    /// Makes an evaluator.
    public init(catalog: Catalog, window: Int = Evaluator.defaultWindow) {
        self.catalog = catalog
        self.window = window
    }

    /// Evaluates the whole record.
    ///
    /// - Parameters:
    ///   - record: every series of the record, one a key.
    ///   - moment: the year, day and time that count as now.
    ///   - previous: the last snapshot of this evaluator; a series that is the same in it is not evaluated again.
    public func snapshot(of record: [Series], at moment: EvaluationMoment, after previous: Snapshot? = nil) -> Snapshot
    {
        let known = previous.flatMap { $0.moment.asOfYear == moment.asOfYear ? $0 : nil }
        let evaluated = Dictionary(
            (known?.series ?? []).map { ($0.series.key, $0) }, uniquingKeysWith: { first, _ in first })
        let regionPlaces = Dictionary(
            catalog.regions.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        var places: [(indicator: Int, region: Int, series: Series)] = []
        var unknown: [SeriesKey] = []
        for series in record {
            if let indicator = catalog.position(of: series.key.indicator), let region = regionPlaces[series.key.region]
            {
                places.append((indicator, region, series))
            } else {
                unknown.append(series.key)
            }
        }
        places.sort { ($0.indicator, $0.region) < ($1.indicator, $1.region) }
        let series = places.map { place in
            let indicator = catalog.indicators[place.indicator]
            let region = catalog.regions[place.region]
            if let last = evaluated[place.series.key], last.series == place.series, last.indicator == indicator,
                last.region == region
            {
                return last
            }
            return evaluation(of: place.series, indicator: indicator, region: region, asOfYear: moment.asOfYear)
        }
        let byKey = Dictionary(places.map { ($0.series.key, $0.series) }, uniquingKeysWith: { first, _ in first })
        let targets = catalog.targets(inForceOn: moment.day).compactMap { target in
            evaluation(of: target, observations: byKey[target.series]?.observations ?? [], asOfYear: moment.asOfYear)
        }
        return Snapshot(
            catalog: catalog, moment: moment, series: series, targets: targets,
            observationCount: places.reduce(0) { $0 + $1.series.observations.count }, unknownSeries: unknown)
    }

    private func evaluation(
        of series: Series, indicator: Indicator, region: Region, asOfYear: Int
    ) -> SeriesEvaluation {
        let known = series.observations.prefix { $0.period.year <= asOfYear }
        return SeriesEvaluation(
            indicator: indicator, region: region, series: series, newestPlace: series.newestPlace(asOfYear: asOfYear),
            observationCount: known.count { $0.existingValue != nil }, trend: Trend(of: Array(known), window: window))
    }

    private func evaluation(
        of target: Target, observations: [Observation], asOfYear: Int
    ) -> TargetEvaluation? {
        guard let indicator = catalog.indicator(target.series.indicator),
            let region = catalog.region(target.series.region)
        else { return nil }
        let gap = TargetGap(of: target.terms, observations: observations, asOfYear: asOfYear)
        return TargetEvaluation(target: target, indicator: indicator, region: region, gap: gap)
    }
}
