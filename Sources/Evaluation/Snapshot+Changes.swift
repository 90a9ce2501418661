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
        var changed = changedRegions(among: indicators, after: changes)
        for derived in positions.derivedRanks.joined() {
            let regions = (positions.inputs[derived] ?? []).reduce(into: Set<Int>()) { $0.formUnion(changed[$1] ?? []) }
            if regions.isEmpty { continue }
            let kept = IndicatorEvaluator.Kept(evaluation: series.indicators[derived], changed: regions)
            indicators[derived] = evaluate.derived(derived, from: indicators, after: kept, tools: &tools)
            changed[derived] = regions
        }
        let next = SeriesEvaluations(indicators: indicators)
        return Snapshot(
            evaluator: evaluator, moment: moment, series: next,
            targets: targets(among: next, after: changed, at: moment),
            unknownSeries: changes.unknownSeries, tools: tools)
    }

    /// The targets in force. Only those are evaluated again whose series changed, or the one beside which they stand.
    private func targets(
        among next: SeriesEvaluations, after changes: [Int: Set<Int>], at moment: EvaluationMoment
    ) -> [TargetEvaluation] {
        guard moment.day == self.moment.day else {
            return catalog.targets(inForceOn: moment.day).compactMap { target in
                evaluator.evaluation(of: target, among: next, asOfYear: moment.asOfYear)
            }
        }
        let changed = Set(
            changes.flatMap { indicator, regions in
                regions.map {
                    SeriesKey(indicator: catalog.indicators[indicator].id, region: catalog.regions[$0].id)
                }
            })
        return targets.compactMap { old in
            let isConcerned =
                changed.contains(old.target.series)
                || old.target.terms.reference.map { changed.contains($0.series) } ?? false
            return isConcerned ? evaluator.evaluation(of: old.target, among: next, asOfYear: moment.asOfYear) : old
        }
    }

    /// The recorded series that are others than before, by indicator: those that changed, and the aggregates of a changed
    /// figure or weight.
    private func changedRegions(
        among next: [IndicatorEvaluation], after changes: PositionedChanges
    ) -> [Int: Set<Int>] {
        let positions = evaluator.positions
        var regions: [Int: Set<Int>] = [:]
        for indicator in changes.touchedIndicators(in: positions) {
            let own = changes.regions(of: indicator)
            let members = own.union(positions.weights[indicator].map(changes.regions(of:)) ?? [])
            let (old, new) = (series.indicators[indicator], next[indicator])
            var (touched, changed) = (members, own)
            for whole in positions.wholes where !touched.isDisjoint(with: whole.members) {
                guard [old, new].contains(where: { $0.series(ofRegion: whole.region)?.aggregate != nil }) else {
                    continue
                }
                touched.insert(whole.region)
                changed.insert(whole.region)
            }
            regions[indicator] = changed
        }
        return regions
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
                snapshot.evaluator.positions.inputs[indicator] == nil,
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
