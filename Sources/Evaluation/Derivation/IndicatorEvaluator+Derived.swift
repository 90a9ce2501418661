internal import Indicators

extension IndicatorEvaluator {
    /// Evaluates the derived indicator at a position in the catalog, those of nation and clusters from theirs.
    ///
    /// - Parameters:
    ///   - indicators: the evaluations of all that it is derived from, by position.
    ///   - kept: an evaluation of the same catalog and year. What did not change since is taken from it.
    func derived(
        _ position: Int, from indicators: [IndicatorEvaluation], after kept: Kept? = nil, tools: inout EvaluationTools
    ) -> IndicatorEvaluation {
        var evaluation = IndicatorEvaluation()
        let inputs = (positions.inputs[position] ?? []).map { indicators[$0] }
        let indicator = positions.indicators[position]
        guard let derivation = indicator.derivation, let first = inputs.first else { return evaluation }
        for region in first.series.map(\.regionPosition) {
            if let kept, !kept.changed.contains(region) {
                if let old = kept.evaluation.series(ofRegion: region) { evaluation.series.append(old) }
                continue
            }
            let series = inputs.compactMap { $0.series(ofRegion: region) }
            guard series.count == inputs.count else { continue }
            let key = SeriesKey(indicator: indicator.id, region: positions.regions[region].id)
            let years = DerivedYears(of: indicator, derivation, inputs: series)
            guard let (own, aggregate) = years.series(of: key) else { continue }
            evaluation.series.append(
                self.evaluation(of: own, at: (position, region), aggregate: aggregate, &tools))
        }
        evaluation.rank(as: indicator, positions)
        return evaluation
    }
}
