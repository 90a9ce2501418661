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
        return try ViewEvaluation(
            of: view, catalog: catalog, from: viewpoint, now: now, in: timeZone, window: window
        ).snapshot(neededBy: indicator)
    }
}
