public import Foundation
public import Indicators
internal import Threads

/// Works out a snapshot: a pure function of series, catalog and moment.
public struct Evaluator: Sendable {
    /// How many observations a trend looks at by default.
    public static let defaultWindow = 10

    /// The catalog that series and targets are evaluated against.
    public let catalog: Catalog
    /// How many observations a trend looks at.
    public let window: Int
    let positions: CatalogPositions
    private let threads: Int

    /// An evaluator for a catalog.
    ///
    /// - Parameter threads: how many threads evaluate a whole record, with the caller's. Their number changes no result.
    public init(
        catalog: Catalog, window: Int = Evaluator.defaultWindow,
        threads: Int = ProcessInfo.processInfo.activeProcessorCount
    ) {
        self.catalog = catalog
        self.window = window
        self.threads = threads
        positions = CatalogPositions(catalog)
    }

    /// Evaluates the whole record.
    ///
    /// - Parameters:
    ///   - record: every series of the record, each key once.
    ///   - moment: the year, day and time that count as now.
    public func snapshot(of record: [Series], at moment: EvaluationMoment) -> Snapshot {
        var published = catalog.indicators.map { _ in [PositionedSeries]() }
        var unknown: [SeriesKey] = []
        var last: (id: Identifier<Indicator>, position: Int?)?
        for series in record {
            if last?.id != series.key.indicator {
                last = (series.key.indicator, catalog.position(of: series.key.indicator))
            }
            if let indicator = last?.position, positions.inputs[indicator] == nil,
                let region = positions.position(of: series.key.region)
            {
                published[indicator].append(PositionedSeries(region: region, series: series))
            } else {
                unknown.append(series.key)
            }
        }
        for indicator in published.indices { published[indicator].sort { $0.region < $1.region } }
        return snapshot(of: published, unknownSeries: unknown.sorted(), at: moment)
    }

    /// Evaluates the published series of every indicator of the catalog, in its order.
    func snapshot(
        of published: [[PositionedSeries]], unknownSeries: [SeriesKey], at moment: EvaluationMoment
    ) -> Snapshot {
        let evaluate = IndicatorEvaluator(positions: positions, window: window, asOfYear: moment.asOfYear)
        let weights = positions.weights
        let isLarge = published.reduce(0) { $0 + $1.count } >= Self.leastForThreads
        var (indicators, tools) = ParallelMap.results(
            published.count, threads: isLarge ? threads : 1, name: "evaluation", tools: EvaluationTools()
        ) { indicator, tools in
            if positions.inputs[indicator] != nil { return IndicatorEvaluation() }
            return evaluate(
                indicator, published[indicator], weights: weights[indicator].map { published[$0] } ?? [],
                tools: &tools)
        }
        for rank in positions.derivedRanks {
            let recorded = indicators
            let (derived, newest) = ParallelMap.results(
                rank.count, threads: isLarge ? threads : 1, name: "evaluation", tools: tools
            ) { index, tools in evaluate.derived(rank[index], from: recorded, tools: &tools) }
            for (position, evaluation) in zip(rank, derived) { indicators[position] = evaluation }
            tools = newest
        }
        let series = SeriesEvaluations(indicators: indicators)
        let targets = catalog.targets(inForceOn: moment.day).compactMap { target in
            evaluation(of: target, among: series, asOfYear: moment.asOfYear)
        }
        return Snapshot(
            evaluator: self, moment: moment, series: series, targets: targets, unknownSeries: unknownSeries,
            tools: tools)
    }

    /// The gap of a target to its series and the one beside which it stands, published or aggregated.
    func evaluation(
        of target: Target, among series: SeriesEvaluations, asOfYear: Int
    ) -> TargetEvaluation? {
        guard let own = place(of: target.series, among: series) else { return nil }
        let beside = target.terms.reference.flatMap { place(of: $0.series, among: series) }
        let gap = TargetGap(
            of: target.terms, observations: own.observations, reference: beside?.observations ?? [],
            asOfYear: asOfYear)
        return TargetEvaluation(
            target: target, indicator: own.indicator, region: own.region,
            reference: beside.map { TargetEvaluation.Reference(indicator: $0.indicator, region: $0.region) }, gap: gap)
    }

    /// What a key names, and the observations of its series; nil for one that the catalog does not name.
    private func place(
        of key: SeriesKey, among series: SeriesEvaluations
    ) -> (indicator: Indicator, region: Region, observations: [Observation])? {
        guard let indicator = catalog.position(of: key.indicator), let region = positions.position(of: key.region)
        else { return nil }
        let observations = series.indicators[indicator].series(ofRegion: region)?.series.observations ?? []
        return (catalog.indicators[indicator], catalog.regions[region], observations)
    }

    /// With fewer series a second thread would start too late to help.
    private static let leastForThreads = 256
}
