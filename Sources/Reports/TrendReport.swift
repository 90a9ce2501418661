public import Evaluation
public import Formats
public import Indicators
public import Statistics

/// A series and its trend, of the record or of a file without a catalog.
public struct TrendReport: Sendable {
    /// The series.
    public let series: SeriesKey
    /// The region's name; of a file its id.
    public let region: MultilingualText
    /// The unit of its values.
    public let unit: UnitOfMeasure
    /// Its trend.
    public let trend: Trend

    /// Reports on a series of a snapshot.
    public init(_ evaluation: SeriesEvaluation) {
        series = evaluation.series.key
        region = evaluation.region.name
        unit = evaluation.indicator.unit
        trend = evaluation.trend
    }

    /// Reports on a series that no catalog names.
    public init(series: SeriesKey, unit: UnitOfMeasure, trend: Trend) {
        (self.series, self.unit, self.trend) = (series, unit, trend)
        region = MultilingualText(untagged: series.region.rawValue)
    }
}

extension JSONValue {
    /// A series' trend as the command line and the API tell it: `{"indicator","region","unit","trend":{…}}`.
    public init(_ report: TrendReport) {
        self = [
            "indicator": .text(report.series.indicator.rawValue), "region": .text(report.series.region.rawValue),
            "unit": .text(report.unit.symbol), "trend": JSONValue(report.trend),
        ]
    }

    /// A trend by its keys, undefined ones null: docs/methods.md, rule 7.
    public init(_ trend: Trend) {
        self = [
            "n": .integer(trend.n), "first_year": JSONValue(trend.firstYear),
            "latest_year": JSONValue(trend.latestYear), "latest": JSONValue(trend.latest),
            "previous_year": JSONValue(trend.previousYear), "change_abs": JSONValue(trend.changeAbsolute),
            "change_ratio": JSONValue(trend.changeRatio), "cagr": JSONValue(trend.cagr),
            "theil_sen": [
                "slope": JSONValue(trend.theilSen.slope), "lower": JSONValue(trend.theilSen.lower),
                "upper": JSONValue(trend.theilSen.upper), "interval": JSONValue(trend.theilSen.interval?.rawValue),
            ],
            "mann_kendall": [
                "s": JSONValue(trend.mannKendall.s), "var_s": JSONValue(trend.mannKendall.varS),
                "tau_b": JSONValue(trend.mannKendall.tauB), "p": JSONValue(trend.mannKendall.p),
            ],
            "least_squares": [
                "slope": JSONValue(trend.leastSquares.slope),
                "standard_error": JSONValue(trend.leastSquares.standardError),
                "r2": JSONValue(trend.leastSquares.r2),
            ],
            "forecast": trend.forecast.map { JSONValue($0) } ?? .null,
            "score": trend.score.map { JSONValue($0) } ?? .null, "state": .text(trend.state.rawValue),
        ]
    }

    private init(_ forecast: DriftForecast) {
        self = [
            "drift": JSONValue(forecast.drift), "sigma": JSONValue(forecast.sigma),
            "drift_p": JSONValue(forecast.driftP),
            "points": .array(
                forecast.points.map { point in
                    [
                        "year": .integer(point.year), "value": JSONValue(point.value),
                        "lower": JSONValue(point.lower), "upper": JSONValue(point.upper),
                    ]
                }),
        ]
    }

    private init(_ score: ForecastScore) {
        self = [
            "origins": .integer(score.origins), "mae": JSONValue(score.mae),
            "naive_mae": JSONValue(score.naiveMae), "skill": JSONValue(score.skill),
            "coverage": JSONValue(score.coverage),
        ]
    }
}
