public import Indicators

extension Snapshot {
    /// The snapshot after some series of the record changed. It equals that of a fresh evaluation and costs less.
    ///
    /// If the year is another than this snapshot's, everything is evaluated again.
    /// - Parameters:
    ///   - changed: what is in force now of each series that may have changed. A series without observations is gone.
    ///   - moment: the year, day and time that count as now.
    public func updated(with changed: [Series], at moment: EvaluationMoment) -> Snapshot {
        let changes = PositionedChanges(changed, in: self)
        guard moment.asOfYear == self.moment.asOfYear else {
            var published = series.indicators.map(\.published)
            for (indicator, series) in changes.byIndicator {
                published[indicator] = published[indicator].replacing(series)
            }
            return evaluator.snapshot(of: published, unknownSeries: changes.unknownSeries, at: moment)
        }
        var indicators = series.indicators
        var tools = tools
        let positions = evaluator.positions
        let evaluate = IndicatorEvaluator(positions: positions, window: evaluator.window, asOfYear: moment.asOfYear)
        let published = changes.byIndicator.reduce(into: [Int: [PositionedSeries]]()) { published, change in
            published[change.key] = indicators[change.key].published.replacing(change.value)
        }
        for indicator in changes.touchedIndicators(in: positions) {
            let old = series.indicators[indicator]
            let weight = positions.weights[indicator]
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
            targets: targets(among: next, after: changes, at: moment),
            unknownSeries: changes.unknownSeries, tools: tools)
    }

    /// The targets in force. Only those are evaluated again whose series changed, or the one beside which they stand.
    private func targets(
        among next: SeriesEvaluations, after changes: PositionedChanges, at moment: EvaluationMoment
    ) -> [TargetEvaluation] {
        guard moment.day == self.moment.day else {
            return catalog.targets(inForceOn: moment.day).compactMap { target in
                evaluator.evaluation(of: target, among: next, asOfYear: moment.asOfYear)
            }
        }
        let changed = changedKeys(among: next, after: changes)
        return targets.compactMap { old in
            let isConcerned =
                changed.contains(old.target.series)
                || old.target.terms.reference.map { changed.contains($0.series) } ?? false
            return isConcerned ? evaluator.evaluation(of: old.target, among: next, asOfYear: moment.asOfYear) : old
        }
    }

    /// The series that are others than before: those that changed, and the aggregates of a changed figure or weight.
    private func changedKeys(among next: SeriesEvaluations, after changes: PositionedChanges) -> Set<SeriesKey> {
        let positions = evaluator.positions
        var keys: Set<SeriesKey> = []
        for indicator in changes.touchedIndicators(in: positions) {
            let own = changes.regions(of: indicator)
            let members = own.union(positions.weights[indicator].map(changes.regions(of:)) ?? [])
            let (old, new) = (series.indicators[indicator], next.indicators[indicator])
            var (touched, changed) = (members, own)
            for whole in positions.wholes where !touched.isDisjoint(with: whole.members) {
                guard [old, new].contains(where: { $0.series(ofRegion: whole.region)?.aggregate != nil }) else {
                    continue
                }
                touched.insert(whole.region)
                changed.insert(whole.region)
            }
            for region in changed {
                keys.insert(SeriesKey(indicator: catalog.indicators[indicator].id, region: catalog.regions[region].id))
            }
        }
        return keys
    }
}

/// Changed series, by the positions of their indicators and regions in the catalog.
private struct PositionedChanges {
    /// By indicator, then by region.
    let byIndicator: [Int: [Int: Series]]
    /// The series of the record that the catalog does not name, after the change.
    let unknownSeries: [SeriesKey]

    init(_ changed: [Series], in snapshot: Snapshot) {
        var byIndicator: [Int: [Int: Series]] = [:]
        var unknown: [SeriesKey: Bool] = [:]
        for series in changed {
            if let indicator = snapshot.catalog.position(of: series.key.indicator),
                let region = snapshot.evaluator.positions.position(of: series.key.region)
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
    func touchedIndicators(in positions: CatalogPositions) -> Set<Int> {
        Set(byIndicator.keys).union(byIndicator.keys.flatMap { positions.dependants[$0] })
    }
}

extension [PositionedSeries] {
    /// The series with some of them replaced, by region. A new one without observations is left out.
    fileprivate func replacing(_ changes: [Int: Series]) -> [PositionedSeries] {
        let others = filter { changes[$0.region] == nil }
        let new = changes.filter { !$1.observations.isEmpty }.map { PositionedSeries(region: $0, series: $1) }
        return (others + new).sorted { $0.region < $1.region }
    }
}
