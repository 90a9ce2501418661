public import Foundation
public import Indicators
internal import Threads

/// Works out a snapshot: a pure function of series, catalog and moment.
public struct Evaluator: Sendable {
    /// How many observations a trend looks at by default.
    public static let defaultWindow = 10

    /// What is evaluated against.
    public let catalog: Catalog
    /// How many observations a trend looks at.
    public let window: Int
    let places: CatalogPlaces
    private let threads: Int

    /// Makes an evaluator.
    ///
    /// - Parameter threads: how many threads work on a whole record, the caller's among them; the result is the same.
    public init(
        catalog: Catalog, window: Int = Evaluator.defaultWindow,
        threads: Int = ProcessInfo.processInfo.activeProcessorCount
    ) {
        self.catalog = catalog
        self.window = window
        self.threads = threads
        places = CatalogPlaces(catalog)
    }

    /// Evaluates the whole record.
    ///
    /// - Parameters:
    ///   - record: every series of the record, one a key.
    ///   - moment: the year, day and time that count as now.
    public func snapshot(of record: [Series], at moment: EvaluationMoment) -> Snapshot {
        var published = catalog.indicators.map { _ in [PlacedSeries]() }
        var unknown: [SeriesKey] = []
        var last: (id: Identifier<Indicator>, place: Int?)?
        for series in record {
            if last?.id != series.key.indicator {
                last = (series.key.indicator, catalog.position(of: series.key.indicator))
            }
            if let indicator = last?.place, let region = places.place(of: series.key.region) {
                published[indicator].append(PlacedSeries(region: region, series: series))
            } else {
                unknown.append(series.key)
            }
        }
        for indicator in published.indices { published[indicator].sort { $0.region < $1.region } }
        return snapshot(of: published, unknownSeries: unknown.sorted(), at: moment)
    }

    /// Evaluates the published series of every indicator of the catalog, in its order.
    func snapshot(
        of published: [[PlacedSeries]], unknownSeries: [SeriesKey], at moment: EvaluationMoment
    ) -> Snapshot {
        let evaluate = IndicatorEvaluator(places: places, window: window, asOfYear: moment.asOfYear)
        let weights = places.weights
        let isLarge = published.reduce(0) { $0 + $1.count } >= Self.leastForThreads
        let (indicators, tools) = ParallelMap.results(
            published.count, threads: isLarge ? threads : 1, name: "evaluation", tools: EvaluationTools()
        ) { indicator, tools in
            evaluate(
                indicator, published[indicator], weights: weights[indicator].map { published[$0] } ?? [],
                tools: &tools)
        }
        let series = SeriesEvaluations(indicators: indicators)
        let targets = catalog.targets(inForceOn: moment.day).compactMap { target in
            evaluation(of: target, among: series, asOfYear: moment.asOfYear)
        }
        return Snapshot(
            evaluator: self, moment: moment, series: series, targets: targets, unknownSeries: unknownSeries,
            tools: tools)
    }

    /// A target held against its series, published or aggregated.
    func evaluation(
        of target: Target, among series: SeriesEvaluations, asOfYear: Int
    ) -> TargetEvaluation? {
        guard let place = catalog.position(of: target.series.indicator),
            let regionPlace = places.place(of: target.series.region)
        else { return nil }
        let observations = series.indicators[place].series(ofRegion: regionPlace)?.series.observations ?? []
        let gap = TargetGap(of: target.terms, observations: observations, asOfYear: asOfYear)
        return TargetEvaluation(
            target: target, indicator: catalog.indicators[place], region: catalog.regions[regionPlace], gap: gap)
    }

    /// Fewer series are evaluated before another thread has started.
    private static let leastForThreads = 256
}
