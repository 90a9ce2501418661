internal import Indicators

/// Evaluates one indicator: its published series, the aggregates of regions and clusters, their ranks.
struct IndicatorEvaluator: Sendable {
    let positions: CatalogPositions
    let window: Int
    let asOfYear: Int

    /// An earlier evaluation, of which a part still holds.
    struct Kept {
        let evaluation: IndicatorEvaluation
        /// The regions whose figures or weights changed since.
        let changed: Set<Int>
    }

    /// Evaluates the indicator at a position in the catalog.
    ///
    /// - Parameters:
    ///   - published: its series in the record, by the catalog's order of regions.
    ///   - weights: those of the indicator that weighs its mean.
    ///   - kept: an evaluation of the same catalog and year. What did not change since is taken from it.
    func callAsFunction(
        _ indicator: Int, _ published: [PositionedSeries], weights: [PositionedSeries], after kept: Kept? = nil,
        tools: inout EvaluationTools
    ) -> IndicatorEvaluation {
        let wholes = wholes(indicator, published, weights: weights, after: kept)
        var evaluation = IndicatorEvaluation()
        evaluation.series.reserveCapacity(published.count + wholes.count)
        var next = wholes[...]
        for entry in published {
            while let whole = next.first, whole.region < entry.region {
                evaluation.series.append(whole.evaluation(self, indicator, &tools))
                next.removeFirst()
            }
            guard next.first?.region != entry.region else {
                evaluation.hidden.append(entry)
                continue
            }
            let old = kept.flatMap { kept in
                kept.changed.contains(entry.region) ? nil : kept.evaluation.series(ofRegion: entry.region)
            }
            if let old, old.aggregate == nil {
                evaluation.series.append(old)
            } else {
                evaluation.series.append(
                    self.evaluation(of: entry.series, at: (indicator, entry.region), &tools))
            }
        }
        for whole in next { evaluation.series.append(whole.evaluation(self, indicator, &tools)) }
        evaluation.rank(as: positions.indicators[indicator], positions)
        return evaluation
    }

    /// The aggregates of regions and clusters, by the catalog's order of regions.
    private func wholes(
        _ position: Int, _ published: [PositionedSeries], weights: [PositionedSeries], after kept: Kept?
    ) -> [WholeSeries] {
        guard positions.indicators[position].aggregation != .none, !published.isEmpty else { return [] }
        var figures = RegionalSeries(published, regions: positions.regions.count)
        let regionalWeights = positions.weights[position].map { weight in
            var regional = RegionalSeries(weights, regions: positions.regions.count)
            // A member that was made of its members is weighed by the sum of their weights.
            if positions.hasNestedWholes, positions.indicators[weight].aggregation == .sum {
                _ = aggregates(weight, among: &regional, weights: nil, after: nil)
            }
            return regional
        }
        return aggregates(position, among: &figures, weights: regionalWeights, after: kept)
            .sorted { $0.region < $1.region }
    }

    /// The aggregates, each put among the figures that those above it are made of.
    private func aggregates(
        _ position: Int, among figures: inout RegionalSeries, weights: RegionalSeries?, after kept: Kept?
    ) -> [WholeSeries] {
        let indicator = positions.indicators[position]
        var changed = kept?.changed ?? []
        return positions.wholes.compactMap { whole in
            // A series never mixes published figures and aggregates.
            if let own = figures.position(of: whole.region),
                figures[own].observations.contains(where: { $0.existingValue != nil })
            {
                return nil
            }
            if let kept, !changed.contains(whole.region), changed.isDisjoint(with: whole.members) {
                guard let old = kept.evaluation.series(ofRegion: whole.region), old.aggregate != nil else { return nil }
                figures.put(old.series, of: whole.region)
                return .kept(old)
            }
            changed.insert(whole.region)
            let aggregation = Aggregation(whole: whole, share: indicator.aggregationShare)
            let key = SeriesKey(indicator: indicator.id, region: positions.regions[whole.region].id)
            guard let made = aggregation.series(of: key, figures: figures, weights: weights) else { return nil }
            figures.put(made.series, of: whole.region)
            return .new(region: whole.region, made.series, made.aggregate)
        }
    }

    /// Evaluates a series under the catalog's ids. So the series of a snapshot share the ids' text; a record's don't.
    func evaluation(
        of series: Series, at position: (indicator: Int, region: Int), aggregate: Aggregate? = nil,
        _ tools: inout EvaluationTools
    ) -> SeriesEvaluation {
        let key = SeriesKey(
            indicator: positions.indicators[position.indicator].id, region: positions.regions[position.region].id)
        return SeriesEvaluation(
            of: Series(key: key, observations: series.observations, recorded: tools.times.shared(series.recorded)),
            at: position,
            in: positions,
            aggregate: aggregate, asOfYear: asOfYear, window: window, distributions: &tools.distributions)
    }

    /// An aggregate, evaluated already or not.
    private enum WholeSeries {
        case kept(SeriesEvaluation)
        case new(region: Int, Series, Aggregate)

        var region: Int {
            switch self {
            case .kept(let evaluation): evaluation.regionPosition
            case .new(let region, _, _): region
            }
        }

        func evaluation(
            _ evaluator: IndicatorEvaluator, _ indicator: Int, _ tools: inout EvaluationTools
        ) -> SeriesEvaluation {
            switch self {
            case .kept(let evaluation): evaluation
            case .new(let region, let series, let aggregate):
                evaluator.evaluation(of: series, at: (indicator, region), aggregate: aggregate, &tools)
            }
        }
    }
}
