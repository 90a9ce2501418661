public import Evaluation
public import Formats
internal import Indicators

extension JSONValue {
    /// A nation's or cluster's figure that was made of its members' figures, by the columns of a published one, and
    /// `members_ratio` and `missing`: the share of the members that it is made of, and the ids of the others.
    ///
    /// - Parameters:
    ///   - evaluation: an aggregate.
    ///   - place: of the figure among its observations.
    public init(figureAt place: Int, of evaluation: SeriesEvaluation) {
        let (series, observation) = (evaluation.series, evaluation.series.observations[place])
        let missing = evaluation.aggregate?.missing(at: place) ?? []
        self = [
            "indicator": .text(series.key.indicator.rawValue), "region": .text(series.key.region.rawValue),
            "period": .integer(observation.period.year), "value": JSONValue(observation.value),
            "unit": .text(evaluation.indicator.unit.symbol), "status": .text(observation.status.rawValue),
            "bound": .text(observation.bound.rawValue), "source": .null, "source_date": .null, "note": .null,
            "batch": .null,
            "recorded": place < series.recorded.count ? .text(series.recorded[place].description) : .null,
            "members_ratio": JSONValue(evaluation.aggregate?.ratios[place]),
            "missing": .array(missing.map { .text($0.rawValue) }),
        ]
    }
}
