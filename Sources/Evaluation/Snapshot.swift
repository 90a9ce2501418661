public import Indicators

/// The immutable result of one evaluation of the whole record.
///
/// The same record, catalog and moment give an equal snapshot, in the same order, whatever was evaluated before.
public struct Snapshot: Sendable {
    let evaluator: Evaluator
    /// The moment and zone that it was evaluated for.
    public let moment: EvaluationMoment
    /// The series that the catalog names, and the aggregates of nation and clusters, by the catalog's order of indicators,
    /// then of regions.
    public let series: SeriesEvaluations
    /// The targets in force, in the catalog's order.
    public let targets: [TargetEvaluation]
    /// Series of the record that the catalog does not name, ascending: neither evaluated nor served.
    public let unknownSeries: [SeriesKey]
    /// What the next evaluation can use again.
    let tools: EvaluationTools

    /// The catalog that it was evaluated with.
    public var catalog: Catalog { evaluator.catalog }
    /// Observations in force of series that the catalog names.
    public var observationCount: Int {
        zip(series.indicators, evaluator.positions.inputs).reduce(0) { $0 + ($1.1 == nil ? $1.0.observationCount : 0) }
    }

    /// How many targets are in a state.
    public func targetCount(_ state: TargetState) -> Int { targets.count { $0.gap.state == state } }

    /// The evaluations of an indicator's series, by the catalog's order of regions.
    public func evaluations(of indicator: Identifier<Indicator>) -> [SeriesEvaluation] {
        catalog.position(of: indicator).map { series.indicators[$0].series } ?? []
    }

    /// The evaluations of the series of an indicator, by its position in the catalog.
    public func evaluations(ofIndicatorAt position: Int) -> [SeriesEvaluation] { series.indicators[position].series }

    /// The evaluation of a series, published or aggregated; nil if there is none.
    public func series(of key: SeriesKey) -> SeriesEvaluation? {
        guard let indicator = catalog.position(of: key.indicator),
            let region = evaluator.positions.position(of: key.region)
        else { return nil }
        return series.indicators[indicator].series(ofRegion: region)
    }
}
