internal import Evaluation
internal import Indicators
internal import Record
internal import RecordSQLite
internal import Reports

extension Session {
    /// Evaluates what a view shows of the record.
    ///
    /// - Parameters:
    ///   - selection: the series that are read. Targets about others have none to be held against.
    ///   - window: how many observations a trend looks at.
    func evaluate(
        _ options: ViewOptions, asOfYear: Period?, selection: SeriesSelection = SeriesSelection(),
        window: Int = Evaluator.defaultWindow
    ) throws(CommandFailure) -> Snapshot {
        let view = RecordView(asOf: options.asOf(in: timeZone), asOfYear: asOfYear?.year)
        return try reading { (store) throws(RecordError) in
            let moment = try view.moment(now: now, in: timeZone, batches: try store.batches())
            let series = try store.series(selection, asOf: view.asOf)
            return Evaluator(catalog: catalog, window: window).snapshot(of: series, at: moment)
        }
    }
}
