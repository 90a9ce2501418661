public import Evaluation
public import Formats
internal import Indicators
internal import Statistics

extension JSONValue {
    /// The differences by year, and the convergence: docs/methods.md, rules 41 and 42.
    public init(_ history: SpreadHistory) {
        self = [
            "indicator": .text(history.indicator.rawValue), "level": JSONValue(history.level?.name),
            "unit": .text(history.unit.symbol), "weight": JSONValue(history.weight?.rawValue),
            "years": .array(
                history.years.map { year in
                    let spread = year.spread
                    return [
                        "period": .integer(year.period.year), "n": .integer(spread.n), "mean": JSONValue(spread.mean),
                        "cv": JSONValue(spread.coefficientOfVariation), "gini": JSONValue(spread.gini),
                        "theil": JSONValue(spread.theil), "max_over_min": JSONValue(spread.maxOverMin),
                    ]
                }),
            "convergence": history.window.map { window in
                let convergence = window.convergence
                return [
                    "first_year": .integer(window.first.year), "last_year": .integer(window.last.year),
                    "n": .integer(convergence.n), "slope": JSONValue(convergence.slope),
                    "standard_error": JSONValue(convergence.standardError), "r2": JSONValue(convergence.r2),
                    "speed": JSONValue(convergence.speed),
                    "speed_standard_error": JSONValue(convergence.speedStandardError),
                ]
            } ?? .null,
        ]
    }
}
