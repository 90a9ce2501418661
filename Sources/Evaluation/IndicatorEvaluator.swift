internal import Indicators

/// Evaluates one indicator: its published series, the aggregates of its nation and clusters, their ranks.
struct IndicatorEvaluator: Sendable {
    let places: CatalogPlaces
    let window: Int
    let asOfYear: Int

    /// What of an earlier evaluation still holds.
    struct Kept {
        let evaluation: IndicatorEvaluation
        /// The regions whose figures, or whose weights, are others now.
        let changed: Set<Int>
    }

    /// Evaluates the indicator at a place of the catalog.
    ///
    /// - Parameters:
    ///   - published: its series in the record, by the catalog's order of regions.
    ///   - weights: those of the indicator that weighs its mean.
    ///   - kept: an evaluation of the same catalog and year from which is taken over what did not change.
    func callAsFunction(
        _ indicator: Int, _ published: [PlacedSeries], weights: [PlacedSeries], after kept: Kept? = nil,
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
        Ranking(places: places, indicator: places.indicators[indicator]).rank(&evaluation.series)
        return evaluation
    }

    /// The nation's and clusters' aggregates, by the catalog's order of regions.
    private func wholes(
        _ place: Int, _ published: [PlacedSeries], weights: [PlacedSeries], after kept: Kept?
    ) -> [WholeSeries] {
        let indicator = places.indicators[place]
        guard indicator.aggregation != .none, !published.isEmpty else { return [] }
        let figures = RegionalSeries(published, regions: places.regions.count)
        let weights = places.weights[place].map { _ in RegionalSeries(weights, regions: places.regions.count) }
        return places.wholes.compactMap { whole in
            // A series never mixes published figures and aggregates.
            if let own = figures.place(of: whole.region),
                figures[own].observations.contains(where: { $0.existingValue != nil })
            {
                return nil
            }
            if let kept, !kept.changed.contains(whole.region), kept.changed.isDisjoint(with: whole.members) {
                return kept.evaluation.series(ofRegion: whole.region).flatMap { $0.aggregate == nil ? nil : .kept($0) }
            }
            let aggregation = Aggregation(whole: whole, share: indicator.aggregationShare)
            let key = SeriesKey(indicator: indicator.id, region: places.regions[whole.region].id)
            return aggregation.series(of: key, figures: figures, weights: weights)
                .map { .new(region: whole.region, $0.series, $0.aggregate) }
        }
    }

    /// Evaluates a series, whose ids become those of the catalog: a record has its own text of them for every series.
    private func evaluation(
        of series: Series, at place: (indicator: Int, region: Int), aggregate: Aggregate? = nil,
        _ tools: inout EvaluationTools
    ) -> SeriesEvaluation {
        let key = SeriesKey(indicator: places.indicators[place.indicator].id, region: places.regions[place.region].id)
        return SeriesEvaluation(
            of: Series(key: key, observations: series.observations, recorded: tools.times.shared(series.recorded)),
            at: place,
            in: places,
            aggregate: aggregate, asOfYear: asOfYear, window: window, distributions: &tools.distributions)
    }

    /// A nation's or cluster's aggregate, evaluated already or not.
    private enum WholeSeries {
        case kept(SeriesEvaluation)
        case new(region: Int, Series, Aggregate)

        var region: Int {
            switch self {
            case .kept(let evaluation): evaluation.regionPlace
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
