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
        selection: SnapshotSelection = SnapshotSelection(), window: Int = Evaluator.defaultWindow
    ) throws(RecordFailure) -> Snapshot {
        try evaluateAll(view, options, asOfYear: asOfYear, neededBy: selection.indicator, window: window)
            .only(indicator: selection.indicator, regions: selection.regions)
    }

    /// Evaluates a view of the record, or of it all series that an indicator and its targets need.
    func evaluateAll(
        _ view: any RecordView, _ options: ViewOptions, asOfYear: Period?, neededBy indicator: Identifier<Indicator>?,
        window: Int = Evaluator.defaultWindow
    ) throws(RecordFailure) -> Snapshot {
        let viewpoint = Viewpoint(asOf: options.asOf(in: timeZone), asOfYear: asOfYear?.year)
        let moment = try viewpoint.moment(now: now, in: timeZone, batch: view.batch)
        let part = indicator.map { catalog.part(for: $0) } ?? catalog
        var series: [Series] = []
        for id in indicator == nil ? [nil] : part.indicators.map({ $0.id as Identifier? }) {
            series += try view.series(SeriesSelection(indicator: id), asOf: viewpoint.asOf)
        }
        return Evaluator(catalog: part, window: window).snapshot(of: series, at: moment)
    }
}

extension Catalog {
    /// The part of the catalog that an evaluation of one indicator needs.
    fileprivate func part(for id: Identifier<Indicator>) -> Catalog {
        let needed = needs(of: id)
        return with(indicators: indicators.filter { needed.contains($0.id) })
            .with(targetRows: targetRows.filter { $0.series.indicator == id })
    }
}
