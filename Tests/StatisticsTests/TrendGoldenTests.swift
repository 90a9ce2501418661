import Indicators
import Testing

@testable import Statistics

@Suite("Trends against the golden cases")
struct TrendGoldenTests {
    private static let files = ["trends.json", "trends_window_50.json"]

    @Test("a trend is what 60 digits say", arguments: files.flatMap(GoldenCase.all))
    func golden(_ golden: GoldenCase) throws {
        let observations = try golden.observations("observations")
        let reach = golden.fields["reach"]
        let question = try reach?["threshold"]?.number.map {
            (year: try #require(reach?["year"]?.integer), threshold: $0)
        }
        let trend = Trend(of: observations, window: golden.window)
        let largest = observations.compactMap(\.existingValue).map(abs).max() ?? 0
        let expected = try #require(golden.fields["expect"])
        #expect(GoldenComparison(largestInput: largest).differences(trend.json(asking: question), expected) == [])
    }

    @Test("the files of trends hold cases", arguments: files)
    func filled(file: String) { #expect(!GoldenCase.all(of: file).isEmpty) }
}

extension Trend {
    /// The trend under the keys of docs/methods.md.
    fileprivate func json(asking question: (year: Int, threshold: Double)?) -> JSONValue {
        .object([
            "n": JSONValue(n), "first_year": JSONValue(firstYear), "latest_year": JSONValue(latestYear),
            "latest": JSONValue(latest), "previous_year": JSONValue(previousYear),
            "change_abs": JSONValue(changeAbsolute), "change_ratio": JSONValue(changeRatio), "cagr": JSONValue(cagr),
            "theil_sen": .object([
                "slope": JSONValue(theilSen.slope), "lower": JSONValue(theilSen.lower),
                "upper": JSONValue(theilSen.upper), "interval": JSONValue(theilSen.interval?.rawValue),
            ]),
            "mann_kendall": .object([
                "s": JSONValue(mannKendall.s), "var_s": JSONValue(mannKendall.varS),
                "tau_b": JSONValue(mannKendall.tauB), "p": JSONValue(mannKendall.p),
            ]),
            "least_squares": .object([
                "slope": JSONValue(leastSquares.slope), "standard_error": JSONValue(leastSquares.standardError),
                "r2": JSONValue(leastSquares.r2),
            ]),
            "forecast": forecast?.json(reach: question.flatMap(reach)) ?? .null, "score": score?.json ?? .null,
            "state": .string(state.rawValue),
        ])
    }

    /// How likely the value is to reach a threshold in a year, under the keys of docs/methods.md; nil where nothing can be told.
    private func reach(_ question: (year: Int, threshold: Double)) -> JSONValue? {
        guard let forecast, let latestYear, question.year > latestYear else { return nil }
        let (level, h) = (WideNumber(question.threshold), question.year - latestYear)
        guard let atLeast = forecast.fit.probability(of: .atLeast, level, yearsAhead: h) else { return nil }
        return .object([
            "year": JSONValue(question.year), "threshold": JSONValue(question.threshold),
            "at_least": JSONValue(atLeast),
            "at_most": JSONValue(forecast.fit.probability(of: .atMost, level, yearsAhead: h)),
        ])
    }
}

extension DriftForecast {
    fileprivate func json(reach: JSONValue?) -> JSONValue {
        let points = points.map { point in
            JSONValue.object([
                "year": JSONValue(point.year), "value": JSONValue(point.value), "lower": JSONValue(point.lower),
                "upper": JSONValue(point.upper),
            ])
        }
        return .object([
            "drift": JSONValue(drift), "sigma": JSONValue(sigma), "drift_p": JSONValue(driftP),
            "points": .array(points), "reach": reach ?? .null,
        ])
    }
}

extension ForecastScore {
    fileprivate var json: JSONValue {
        .object([
            "origins": JSONValue(origins), "mae": JSONValue(mae), "naive_mae": JSONValue(naiveMae),
            "skill": JSONValue(skill), "coverage": JSONValue(coverage),
        ])
    }
}
