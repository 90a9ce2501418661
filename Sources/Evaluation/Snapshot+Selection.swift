public import Indicators

extension Snapshot {
    /// The snapshot with the series and targets of one indicator, some regions or both; nil stands for all.
    public func only(indicator: Identifier<Indicator>?, regions: Set<Identifier<Region>>?) -> Snapshot {
        func isWanted(_ key: SeriesKey) -> Bool {
            key.indicator == indicator ?? key.indicator && regions?.contains(key.region) ?? true
        }
        let indicators = series.indicators.map { evaluation in
            var evaluation = evaluation
            evaluation.series.removeAll { !isWanted($0.series.key) }
            evaluation.hidden.removeAll { !isWanted($0.series.key) }
            return evaluation
        }
        return Snapshot(
            evaluator: evaluator, moment: moment, series: SeriesEvaluations(indicators: indicators),
            targets: targets.filter { isWanted($0.target.series) }, unknownSeries: unknownSeries, tools: tools)
    }
}
