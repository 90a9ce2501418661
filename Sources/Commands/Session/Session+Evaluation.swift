internal import Evaluation
internal import Indicators
internal import Record
internal import Reports

extension Session {
    /// Evaluates a view of the record: all that is shown of one command comes from one view.
    ///
    /// - Parameters:
    ///   - selection: the series and targets that the snapshot has. Ranks and aggregates are of all regions nevertheless.
    ///     Of one indicator, only what it needs is read and evaluated.
    ///   - window: how many observations a trend looks at.
    func evaluate(
        _ view: any RecordView, _ options: ViewOptions, asOfYear: Period?,
        selection: SeriesSelection = SeriesSelection(), window: Int = Evaluator.defaultWindow
    ) throws(RecordFailure) -> Snapshot {
        let viewpoint = Viewpoint(asOf: options.asOf(in: timeZone), asOfYear: asOfYear?.year)
        let moment = try viewpoint.moment(now: now, in: timeZone, batches: try view.batches())
        let part = selection.indicator.map { catalog.part(for: $0) } ?? catalog
        var series: [Series] = []
        for indicator in selection.indicator == nil ? [nil] : part.indicators.map({ $0.id as Identifier? }) {
            series += try view.series(SeriesSelection(indicator: indicator), asOf: viewpoint.asOf)
        }
        return Evaluator(catalog: part, window: window).snapshot(of: series, at: moment)
            .only(indicator: selection.indicator, region: selection.region)
    }
}

extension Catalog {
    /// The part of the catalog that an evaluation of one indicator needs: itself and what weighs its mean.
    fileprivate func part(for id: Identifier<Indicator>) -> Catalog {
        var needed = [id]
        if case .mean(let weight) = indicator(id)?.aggregation { needed.append(weight) }
        return Catalog(
            regions: regions, indicators: indicators.filter { needed.contains($0.id) },
            targetRows: targetRows.filter { $0.series.indicator == id })
    }
}
