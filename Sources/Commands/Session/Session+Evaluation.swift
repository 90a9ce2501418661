internal import Evaluation
internal import Indicators
internal import Record
internal import Reports

extension Session {
    /// Evaluates what a view shows of the record.
    ///
    /// - Parameters:
    ///   - selection: the series and targets that the snapshot has. Ranks and aggregates are of all regions nevertheless.
    ///   - window: how many observations a trend looks at.
    func evaluate(
        _ options: ViewOptions, asOfYear: Period?, selection: SeriesSelection = SeriesSelection(),
        window: Int = Evaluator.defaultWindow
    ) throws(CommandFailure) -> Snapshot {
        let view = Viewpoint(asOf: options.asOf(in: timeZone), asOfYear: asOfYear?.year)
        return try reading { (store) throws(RecordFailure) in
            let moment = try view.moment(now: now, in: timeZone, batches: try store.batches())
            var series: [Series] = []
            for part in catalog.indicatorsNeeded(for: selection.indicator) {
                series += try store.series(SeriesSelection(indicator: part), asOf: view.asOf)
            }
            return Evaluator(catalog: catalog, window: window).snapshot(of: series, at: moment)
                .only(indicator: selection.indicator, region: selection.region)
        }
    }
}

extension Catalog {
    /// The indicators whose series an evaluation of one needs: itself and what weighs its mean; nil stands for all.
    fileprivate func indicatorsNeeded(for id: Identifier<Indicator>?) -> [Identifier<Indicator>?] {
        guard let id, case .mean(let weight) = indicator(id)?.aggregation else { return [id] }
        return [id, weight]
    }
}
