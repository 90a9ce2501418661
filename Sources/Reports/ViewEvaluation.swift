public import Evaluation
public import Foundation
public import Indicators
public import Record

/// The evaluation of a view of a record from a viewpoint, of all of it or of what an indicator needs.
public struct ViewEvaluation: Sendable {
    private let view: any RecordView
    private let catalog: Catalog
    private let asOf: AsOf
    private let moment: EvaluationMoment
    private let window: Int

    /// Prepares an evaluation.
    ///
    /// - Parameters:
    ///   - now: the clock.
    ///   - timeZone: tells the day.
    ///   - window: how many observations a trend looks at.
    /// - Throws: ``RecordFailure/noSuchBatch(_:)`` for a viewpoint that there is not; what the view throws.
    public init(
        of view: any RecordView, catalog: Catalog, from viewpoint: Viewpoint, now: Timestamp, in timeZone: TimeZone,
        window: Int = Evaluator.defaultWindow
    ) throws(RecordFailure) {
        (self.view, self.catalog, self.asOf, self.window) = (view, catalog, viewpoint.asOf, window)
        moment = try viewpoint.moment(now: now, in: timeZone, batch: view.batch)
    }

    /// The snapshot of all series, or of those that an indicator and its targets need, which alone are read and evaluated.
    public func snapshot(neededBy indicator: Identifier<Indicator>?) throws(RecordFailure) -> Snapshot {
        let part = indicator.map { catalog.part(for: [$0]) } ?? catalog
        var series: [Series] = []
        for id in indicator == nil ? [nil] : part.indicators.map({ $0.id as Identifier? }) {
            series += try view.series(SeriesSelection(indicator: id), asOf: asOf)
        }
        return Evaluator(catalog: part, window: window).snapshot(of: series, at: moment)
    }
}
