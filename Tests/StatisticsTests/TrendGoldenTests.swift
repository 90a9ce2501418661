import Indicators
import Statistics
import Testing

@Suite("Trends against METHODS' golden cases")
struct TrendGoldenTests {
    private static let files = ["trends.json", "trends_window_50.json"]

    @Test("a trend is what 60 digits say", arguments: files.flatMap(GoldenCase.all))
    func golden(_ golden: GoldenCase) throws {
        let observations = try golden.observations("observations")
        let reach = golden.fields["reach"]
        let question = try reach?["threshold"]?.number.map {
            let year = try #require(reach?["year"]?.integer)
            return ReachQuestion(year: year, threshold: $0)
        }
        let trend = Trend(of: observations, window: golden.window, question: question)
        let largest = observations.compactMap(\.existingValue).map(abs).max() ?? 0
        let expected = try #require(golden.fields["expect"])
        #expect(GoldenComparison(largestInput: largest).differences(trend.json, expected) == [])
    }

    @Test("the files of trends hold cases", arguments: files)
    func filled(file: String) { #expect(!GoldenCase.all(of: file).isEmpty) }
}

extension Trend {
    /// The trend under METHODS' keys.
    fileprivate var json: JSONValue {
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
            "forecast": forecast?.json ?? .null, "score": score?.json ?? .null, "state": .string(state.rawValue),
        ])
    }
}

extension DriftForecast {
    fileprivate var json: JSONValue {
        let points = points.map { point in
            JSONValue.object([
                "year": JSONValue(point.year), "value": JSONValue(point.value), "lower": JSONValue(point.lower),
                "upper": JSONValue(point.upper),
            ])
        }
        let reach = reach.map { reach in
            JSONValue.object([
                "year": JSONValue(reach.year), "threshold": JSONValue(reach.threshold),
                "at_least": JSONValue(reach.atLeast), "at_most": JSONValue(reach.atMost),
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
