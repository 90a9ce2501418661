import Indicators
import MosaicTestKit
import Testing

@testable import Statistics

@Suite
struct TrendGoldenTests {
    private static let files = ["trends.json", "trends_window_50.json"]

    @Test(arguments: try files.flatMap(GoldenCase.all))
    func `a trend is what 60 digits say`(golden: GoldenCase) throws {
        let observations = try golden.observations("observations")
        let reach = golden.fields["reach"]
        let question = try reach?["threshold"]?.number.map {
            (year: try #require(reach?["year"]?.int), threshold: $0)
        }
        let trend = Trend(of: observations, window: golden.window)
        let largest = golden.largestInput("observations")
        let expected = try #require(golden.fields["expect"])
        #expect(GoldenTolerance(largestInput: largest).differences(trend.json(asking: question), expected) == [])
    }
}

extension Trend {
    /// The trend under the keys of docs/methods.md.
    fileprivate func json(asking question: (year: Int, threshold: Double)?) -> JSON {
        .object([
            "n": JSON(n), "first_year": JSON(firstYear), "latest_year": JSON(latestYear),
            "latest": JSON(latest), "previous_year": JSON(previousYear),
            "change_abs": JSON(changeAbsolute), "change_ratio": JSON(changeRatio), "cagr": JSON(cagr),
            "theil_sen": .object([
                "slope": JSON(theilSen.slope), "lower": JSON(theilSen.lower),
                "upper": JSON(theilSen.upper), "interval": JSON(theilSen.interval?.rawValue),
            ]),
            "mann_kendall": .object([
                "s": JSON(mannKendall.s), "var_s": JSON(mannKendall.varS),
                "tau_b": JSON(mannKendall.tauB), "p": JSON(mannKendall.p),
            ]),
            "least_squares": .object([
                "slope": JSON(leastSquares.slope), "standard_error": JSON(leastSquares.standardError),
                "r2": JSON(leastSquares.r2),
            ]),
            "forecast": forecast?.json(reach: question.flatMap(reach)) ?? .null, "score": score?.json ?? .null,
            "state": .string(state.rawValue),
        ])
    }

    /// How likely the value is to reach a threshold in a year, under the keys of docs/methods.md; nil where nothing can be told.
    private func reach(_ question: (year: Int, threshold: Double)) -> JSON? {
        guard let forecast, let latestYear, question.year > latestYear else { return nil }
        let (level, h) = (WideNumber(question.threshold), question.year - latestYear)
        guard let atLeast = forecast.fit.probability(of: .atLeast, level, yearsAhead: h) else { return nil }
        return .object([
            "year": JSON(question.year), "threshold": JSON(question.threshold),
            "at_least": JSON(atLeast),
            "at_most": JSON(forecast.fit.probability(of: .atMost, level, yearsAhead: h)),
        ])
    }
}

extension DriftForecast {
    fileprivate func json(reach: JSON?) -> JSON {
        let points = points.map { point in
            JSON.object([
                "year": JSON(point.year), "value": JSON(point.value), "lower": JSON(point.lower),
                "upper": JSON(point.upper),
            ])
        }
        return .object([
            "drift": JSON(drift), "sigma": JSON(sigma), "drift_p": JSON(driftP),
            "points": .array(points), "reach": reach ?? .null,
        ])
    }
}

extension ForecastScore {
    fileprivate var json: JSON {
        .object([
            "origins": JSON(origins), "mae": JSON(mae), "naive_mae": JSON(naiveMae),
            "skill": JSON(skill), "coverage": JSON(coverage),
        ])
    }
}
