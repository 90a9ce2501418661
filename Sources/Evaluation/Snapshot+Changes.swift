public import Indicators

extension Snapshot {
    /// The snapshot after some series of the record changed: what a fresh evaluation would give, at the cost of the change.
    ///
    /// In another year than this snapshot's everything is evaluated again, from what it holds.
    /// - Parameters:
    ///   - changed: what is in force now of each series that may have changed; one without observations is gone.
    ///   - moment: the year, day and time that count as now.
    public func updated(with changed: [Series], at moment: EvaluationMoment) -> Snapshot {
        let changes = RecordChanges(changed, in: self)
        guard moment.asOfYear == self.moment.asOfYear else {
            var published = series.indicators.map(\.published)
            for (indicator, series) in changes.byIndicator {
                published[indicator] = published[indicator].replacing(series)
            }
            return evaluator.snapshot(of: published, unknownSeries: changes.unknownSeries, at: moment)
        }
        var indicators = series.indicators
        var tools = tools
        let places = evaluator.places
        let evaluate = IndicatorEvaluator(places: places, window: evaluator.window, asOfYear: moment.asOfYear)
        let published = changes.byIndicator.reduce(into: [Int: [PlacedSeries]]()) { published, change in
            published[change.key] = indicators[change.key].published.replacing(change.value)
        }
        for indicator in changes.touchedIndicators(in: places) {
            let old = series.indicators[indicator]
            let weight = places.weights[indicator]
            let kept = IndicatorEvaluator.Kept(
                evaluation: old,
                changed: changes.regions(of: indicator).union(weight.map(changes.regions(of:)) ?? []))
            indicators[indicator] = evaluate(
                indicator, published[indicator] ?? old.published,
                weights: weight.map { published[$0] ?? series.indicators[$0].published } ?? [], after: kept,
                tools: &tools)
        }
        let next = SeriesEvaluations(indicators: indicators)
        return Snapshot(
            evaluator: evaluator, moment: moment, series: next,
            targets: targets(among: next, touched: changes.touchedIndicators(in: places), at: moment),
            unknownSeries: changes.unknownSeries, tools: tools)
    }

    /// The targets in force; those about indicators that were not touched are as they were.
    private func targets(
        among series: SeriesEvaluations, touched: Set<Int>, at moment: EvaluationMoment
    ) -> [TargetEvaluation] {
        guard moment.day == self.moment.day else {
            return catalog.targets(inForceOn: moment.day).compactMap { target in
                evaluator.evaluation(of: target, among: series, asOfYear: moment.asOfYear)
            }
        }
        let ids = Set(touched.map { catalog.indicators[$0].id })
        return targets.compactMap { old in
            ids.contains(old.indicator.id)
                ? evaluator.evaluation(of: old.target, among: series, asOfYear: moment.asOfYear) : old
        }
    }
}

/// Changed series, by where the catalog has them.
private struct RecordChanges {
    /// By indicator, then by region.
    let byIndicator: [Int: [Int: Series]]
    /// The series of the record that the catalog does not name, after the change.
    let unknownSeries: [SeriesKey]

    init(_ changed: [Series], in snapshot: Snapshot) {
        var byIndicator: [Int: [Int: Series]] = [:]
        var unknown: [SeriesKey: Bool] = [:]
        for series in changed {
            if let indicator = snapshot.catalog.position(of: series.key.indicator),
                let region = snapshot.evaluator.places.place(of: series.key.region)
            {
                byIndicator[indicator, default: [:]][region] = series
            } else {
                unknown[series.key] = !series.observations.isEmpty
            }
        }
        self.byIndicator = byIndicator
        unknownSeries =
            unknown.isEmpty
            ? snapshot.unknownSeries
            : (snapshot.unknownSeries.filter { unknown[$0] == nil } + unknown.filter(\.value).keys).sorted()
    }

    /// The regions of an indicator whose series changed.
    func regions(of indicator: Int) -> Set<Int> { Set(byIndicator[indicator]?.keys ?? [:].keys) }

    /// The indicators with a changed series, and those whose weights changed.
    func touchedIndicators(in places: CatalogPlaces) -> Set<Int> {
        Set(byIndicator.keys).union(byIndicator.keys.flatMap { places.dependants[$0] })
    }
}

extension [PlacedSeries] {
    /// The series with some of them replaced, by region; one without observations is left out.
    fileprivate func replacing(_ changes: [Int: Series]) -> [PlacedSeries] {
        let others = filter { changes[$0.region] == nil }
        let new = changes.filter { !$1.observations.isEmpty }.map { PlacedSeries(region: $0, series: $1) }
        return (others + new).sorted { $0.region < $1.region }
    }
}
