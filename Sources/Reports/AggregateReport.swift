public import Evaluation
public import Formats
internal import Indicators

extension JSONValue {
    /// A figure that was worked out, of a nation's or cluster's members or of other indicators. It has the columns of a
    /// published one. Behind them are `members_ratio`, the share of the members in it, and `missing`, the other members.
    ///
    /// - Parameters:
    ///   - index: that of the figure's observation in the series.
    ///   - evaluation: an aggregate, or a derived series.
    public init(figureAt index: Int, of evaluation: SeriesEvaluation) {
        self = .object(Self.members(ofFigureAt: index, of: evaluation))
    }

    static func members(ofFigureAt index: Int, of evaluation: SeriesEvaluation) -> [Member] {
        let (series, observation) = (evaluation.series, evaluation.series.observations[index])
        let missing = evaluation.aggregate?.missing(at: index) ?? []
        let values: KeyValuePairs<String, JSONValue> = [
            "indicator": .text(series.key.indicator.rawValue), "region": .text(series.key.region.rawValue),
            "period": .integer(observation.period.year), "value": JSONValue(observation.value),
            "unit": .text(evaluation.indicator.unit.symbol), "status": .text(observation.status.rawValue),
            "bound": .text(observation.bound.rawValue),
            "source": JSONValue(evaluation.indicator.derivation == nil ? nil : evaluation.source), "source_date": .null,
            "note": .null,
            "batch": .null,
            "recorded": index < series.recorded.count ? .text(series.recorded[index].description) : .null,
            "members_ratio": JSONValue(evaluation.aggregate?.ratios[index]),
            "missing": .array(missing.map { .text($0.rawValue) }),
        ]
        return values.map { Member(key: $0, value: $1) }
    }
}
