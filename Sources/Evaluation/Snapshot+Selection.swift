public import Indicators

extension Snapshot {
    /// The snapshot with the series and targets of one indicator, one region or both; nil stands for all.
    public func only(indicator: Identifier<Indicator>?, region: Identifier<Region>?) -> Snapshot {
        let indicators = series.indicators.map { evaluation in
            var evaluation = evaluation
            evaluation.series.removeAll {
                $0.indicator.id != indicator ?? $0.indicator.id || $0.region.id != region ?? $0.region.id
            }
            evaluation.hidden.removeAll {
                $0.series.key.indicator != indicator ?? $0.series.key.indicator
                    || $0.series.key.region != region ?? $0.series.key.region
            }
            return evaluation
        }
        return Snapshot(
            evaluator: evaluator, moment: moment, series: SeriesEvaluations(indicators: indicators),
            targets: targets.filter {
                $0.indicator.id == indicator ?? $0.indicator.id && $0.region.id == region ?? $0.region.id
            }, unknownSeries: unknownSeries, tools: tools)
    }
}
