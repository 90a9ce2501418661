internal import Evaluation
internal import Indicators
internal import Record
internal import Reports
internal import Statistics

extension SeriesPage {
    /// The chart with what it shows in words.
    var chart: Markup {
        guard let drawing else { return .nothing }
        let score = evaluation?.trend.score.map { words.score($0) }
        return .tag(
            "figure", ["class": "figure"], drawing.markup,
            .tag(
                "figcaption", ["class": "note"],
                .text([drawing.description, score].compactMap { $0 }.joined(separator: " "))),
            .tag("p", ["class": "note", "aria-live": "polite"]))
    }

    /// The chart as a file of its own; nil without figures.
    public var picture: PictureFile? {
        drawing.map { drawing in
            let source = context.source.map { context.say(", as of batch \($0.batch)", "，截至第\($0.batch)批") } ?? ""
            return PictureFile(drawing, source: "Mosaic \(context.version)\(source)")
        }
    }

    private var drawing: Drawing? {
        let drawing = seriesChart
        let content = drawing.content
        guard !content.isEmpty else { return nil }
        let words =
            [
                context.say("Dots are figures, hollow ones estimates", "圆点为数据，空心为估计"),
                context.say("an arrow leads from a bound to where the true figure lies", "箭头由界限指向真实数值所在方向"),
                drawing.trend.isEmpty
                    ? nil : context.say("long dashes are the Theil–Sen trend with its band", "长虚线为泰尔—森趋势及其区间"),
                drawing.fans.isEmpty
                    ? nil
                    : context.say(
                        "the fan is the forecast in which half, 80 % and 95 % of outcomes are expected",
                        "扇形为预测的50%、80%、95%区间"),
                drawing.plans.isEmpty
                    ? nil : context.say("the orange line is the plan's path to its target ◇", "橙色线为通向目标◇的规划路径"),
                drawing.earlier.isEmpty ? nil : context.say("faint rings are earlier figures", "淡圈为修订前的数据"),
            ].compactMap { $0 }.joined(separator: context.say("; ", "；")) + context.say(".", "。")
        return Drawing(
            width: SeriesChart.width, height: drawing.height, id: "chart", title: title, description: words,
            style: "drawing chart", hasParts: true, content: content)
    }

    private var seriesChart: SeriesChart {
        let points = observations.compactMap { observation -> SeriesChart.Point? in
            guard let value = observation.existingValue else { return nil }
            return SeriesChart.Point(
                year: observation.period.year, value: value, isEstimated: observation.status.isEstimated,
                lean: observation.bound.leansUp ? 1 : observation.bound.leansDown ? -1 : 0,
                isBreak: observation.status == .breakInSeries, words: words.figure(observation))
        }
        var chart = SeriesChart(points: points) { [context, indicator] in
            context.numbers.short($0, indicator.unit)
        }
        chart.unit = context.numbers.shortUnit(indicator.unit)
        chart.earlier = vintages.compactMap { vintage in
            guard !vintage.isInForce, let value = vintage.content.observation(of: vintage.period)?.existingValue else {
                return nil
            }
            return SeriesChart.Point(year: vintage.period.year, value: value)
        }
        if let trend = evaluation?.trend {
            addLine(trend, to: &chart)
            addForecast(trend, to: &chart)
        }
        chart.plans = targets.compactMap {
            SeriesChart.Plan(of: $0.target.terms, gap: $0.gap, observations: observations, asOfYear: asOfYear)
        }
        return chart
    }

    /// The line of the trend, unless the page calls its figures too few for one.
    private func addLine(_ trend: Trend, to chart: inout SeriesChart) {
        guard trend.state != .insufficientData else { return }
        let line = TrendLine(of: trend, observations: observations.filter { $0.period.year <= asOfYear })
        chart.trend = line.points.map { SeriesChart.Point(year: $0.year, value: $0.value) }
        chart.band = line.points.compactMap { point in
            guard let lower = point.lower, let upper = point.upper else { return nil }
            return SeriesChart.Range(year: point.year, lower: lower, upper: upper)
        }
    }

    /// The forecast begins at the newest figure, which it goes out from.
    private func addForecast(_ trend: Trend, to chart: inout SeriesChart) {
        guard let forecast = trend.forecast, let year = trend.latestYear, let latest = trend.latest else { return }
        let start = SeriesChart.Point(year: year, value: latest)
        chart.expected =
            [start]
            + forecast.points.compactMap { point in point.value.map { SeriesChart.Point(year: point.year, value: $0) } }
        chart.fans = [0.95, 0.8, 0.5].map { coverage in
            [SeriesChart.Range(year: year, lower: latest, upper: latest)]
                + forecast.points(coverage: coverage).compactMap { point in
                    guard let lower = point.lower, let upper = point.upper else { return nil }
                    return SeriesChart.Range(
                        year: point.year, lower: max(lower, indicator.minimum ?? -.infinity),
                        upper: min(upper, indicator.maximum ?? .infinity))
                }
        }.filter { $0.count > 1 }
    }
}
