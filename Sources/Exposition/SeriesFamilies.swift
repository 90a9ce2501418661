internal import Evaluation
internal import Formats
internal import Indicators
internal import Statistics

/// A family that has samples for each series, and how they are read from an evaluation.
struct SeriesFamily: Sendable {
    let family: MetricFamily
    let group: MetricGroup
    let hasUnit: Bool
    /// The further labels of a series' samples, one a sample.
    let more: [LabelSet]
    let reading: SampleReading<SeriesEvaluation>

    private init(
        _ name: String, _ group: MetricGroup, unit: Bool = false, label: String? = nil, of values: [String] = [],
        _ help: String, reading: SampleReading<SeriesEvaluation>
    ) {
        let labels = ["indicator", "region"] + (unit ? ["unit"] : []) + (label.map { [$0] } ?? [])
        self.family = MetricFamily(name, labels: labels, help: help)
        self.group = group
        self.hasUnit = unit
        self.more = LabelSet.alternatives(label, values)
        self.reading = reading
    }

    private init(
        _ name: String, _ group: MetricGroup, unit: Bool = false, _ help: String,
        value: @escaping @Sendable (SeriesEvaluation) -> Double?
    ) {
        self.init(name, group, unit: unit, help, reading: .value(value))
    }

    private init(
        _ name: String, _ group: MetricGroup, unit: Bool = false, label: String? = nil, of values: [String] = [],
        _ help: String,
        emit: @escaping @Sendable (SeriesEvaluation, DueCalendar, SampleReading<SeriesEvaluation>.Emit) -> Void
    ) {
        self.init(name, group, unit: unit, label: label, of: values, help, reading: .samples(emit))
    }

    /// The families of series, in the order in which they are served.
    static let table: [SeriesFamily] = [
        SeriesFamily("mosaic_indicator_value", .indicator, unit: true, "The newest figure.") { $0.newest?.value },
        SeriesFamily("mosaic_indicator_year", .indicator, "The year of the newest figure.") {
            $0.newest.map { Double($0.period.year) }
        },
        SeriesFamily("mosaic_indicator_observations", .indicator, "Figures that exist up to the as-of year.") {
            Double($0.observationCount)
        },
        SeriesFamily(
            "mosaic_indicator_change_ratio", .indicator,
            "Change of the newest figure from the one before it, over its magnitude."
        ) { $0.trend.changeRatio },
        SeriesFamily(
            "mosaic_indicator_estimated", .indicator, "1 if the newest figure is an estimate or imputed, else 0."
        ) { $0.newest.map { $0.status.isEstimated ? 1 : 0 } },
        SeriesFamily(
            "mosaic_indicator_rank", .indicator,
            "Place of the newest figure among the regions of its level and year, from 1, the best first."
        ) { $0.rank.map(Double.init) },
        SeriesFamily(
            "mosaic_indicator_nation_share_ratio", .indicator, "The newest figure over the nation's of its year."
        ) { $0.nationShareRatio },
        SeriesFamily(
            "mosaic_indicator_rank_in_parent", .indicator,
            "The same place among the regions of its level with the same parent."
        ) { $0.rankInParent.map(Double.init) },
        SeriesFamily(
            "mosaic_indicator_parent_share_ratio", .indicator, "The newest figure over the parent's of its year."
        ) { $0.parentShareRatio },
        SeriesFamily(
            "mosaic_indicator_members_ratio", .indicator,
            "Share of the members, by number or weight, that an aggregate's newest figure is made of."
        ) { $0.membersRatio },
        SeriesFamily(
            "mosaic_indicator_recorded_timestamp_seconds", .indicator, "When the newest figure was recorded."
        ) { series in
            guard let index = series.newestIndex, index < series.series.recorded.count else { return nil }
            return series.series.recorded[index].seconds
        },
        SeriesFamily(
            "mosaic_indicator_due_timestamp_seconds", .indicator,
            "When the figure of the year after the newest one is due."
        ) { series, calendar, emit in
            emit(0, series.nextDue(by: calendar)?.seconds)
        },
        SeriesFamily(
            "mosaic_trend_slope", .trend, unit: true, label: "method", of: ["theil_sen", "least_squares"],
            "Slope of the trend, per year."
        ) { series, _, emit in
            emit(0, series.trend.theilSen.slope)
            emit(1, series.trend.leastSquares.slope)
        },
        SeriesFamily(
            "mosaic_trend_slope_lower", .trend, unit: true, "Lower limit of the Theil-Sen slope, 95 percent."
        ) { $0.trend.theilSen.lower },
        SeriesFamily(
            "mosaic_trend_slope_upper", .trend, unit: true, "Upper limit of the Theil-Sen slope, 95 percent."
        ) { $0.trend.theilSen.upper },
        SeriesFamily(
            "mosaic_trend_mann_kendall_p_value", .trend,
            "Exact two-sided p-value of the Mann-Kendall test of no trend."
        ) { $0.trend.mannKendall.p },
        SeriesFamily(
            "mosaic_trend_drift_p_value", .trend, "Two-sided p-value of a random walk having no drift."
        ) { $0.trend.forecast?.driftP },
        SeriesFamily(
            "mosaic_trend_state", .trend, label: "state", of: Trend.State.allCases.map(\.rawValue),
            "1 for the state that the trend is in, 0 for the others."
        ) { series, _, emit in
            for (number, state) in trendStates.enumerated() { emit(number, state == series.trend.state ? 1 : 0) }
        },
        forecast("mosaic_forecast_value", "Forecast by a random walk with drift, by years ahead.") { $0.value },
        forecast("mosaic_forecast_lower", "Lower limit of the forecast, 95 percent.") { $0.lower },
        forecast("mosaic_forecast_upper", "Upper limit of the forecast, 95 percent.") { $0.upper },
        SeriesFamily(
            "mosaic_forecast_skill_ratio", .forecast,
            "1 less the forecast's mean error over that of no change, on the series' own past."
        ) { $0.trend.score?.skill },
        SeriesFamily(
            "mosaic_forecast_coverage_ratio", .forecast,
            "Share of the series' own past that lay within the forecast's limits."
        ) { $0.trend.score?.coverage },
    ]

    private static let trendStates = Trend.State.allCases
    private static let horizons = 1...5

    private static func forecast(
        _ name: String, _ help: String, _ value: @escaping @Sendable (DriftForecast.Point) -> Double?
    ) -> SeriesFamily {
        SeriesFamily(name, .forecast, unit: true, label: "horizon", of: horizons.map(String.init), help) {
            series, _, emit in
            for (index, point) in (series.trend.forecast?.points ?? []).prefix(horizons.count).enumerated() {
                emit(index, value(point))
            }
        }
    }
}

extension LabelSet {
    /// A label with each of its values; no label where there is none.
    static func alternatives(_ label: String?, _ values: [String]) -> [LabelSet] {
        guard let label else { return [LabelSet()] }
        return values.map { LabelSet(dictionaryLiteral: (label, $0)) }
    }
}
