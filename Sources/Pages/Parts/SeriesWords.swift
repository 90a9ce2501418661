internal import Evaluation
internal import Indicators
internal import Statistics

/// What is said of a series in words.
struct SeriesWords {
    let context: PageContext
    let unit: UnitOfMeasure

    /// A figure: its year, value and what marks it.
    func figure(_ observation: Observation) -> String {
        guard let value = observation.existingValue else { return "\(observation.period): –" }
        let marks = [bound(observation.bound), status(observation.status)].compactMap { $0 }
        let tail =
            marks.isEmpty ? "" : context.say(" (\(marks.joined(separator: ", ")))", "（\(marks.joined(separator: "，"))）")
        return context.say("\(observation.period): ", "\(observation.period)年：") + context.numbers.amount(value, unit)
            + tail
    }

    /// How a figure stands to the true one; nil where it is that.
    func bound(_ bound: ObservationBound) -> String? {
        switch bound {
        case .equal: nil
        case .atLeast: context.say("at least", "不少于")
        case .over: context.say("over", "超过")
        case .atMost: context.say("at most", "不超过")
        case .under: context.say("under", "低于")
        case .approximate: context.say("about", "约")
        }
    }

    /// What marks a figure; nil of a normal one.
    func status(_ status: ObservationStatus) -> String? {
        switch status {
        case .normal: nil
        case .breakInSeries: context.say("break in the series", "统计口径变化")
        case .estimated: context.say("estimate", "估计")
        case .forecast: context.say("forecast", "预测")
        case .imputed: context.say("imputed", "插补")
        case .provisional: context.say("provisional", "初步数")
        case .definitionDiffers, .experimental, .missingHoliday, .derogation, .includedInAnother, .notCollected,
            .cannotExist,
            .notSignificant, .missing, .suppressed, .specialEvent, .lowReliability, .unvalidated, .includesAnother:
            context.say("status \(status.rawValue)", "状态\(status.rawValue)")
        }
    }

    /// Where the trend is going.
    func trend(_ trend: Trend) -> String {
        let slope = trend.theilSen.slope.map { context.numbers.difference($0, unit) }
        let pace = slope.map { context.say(", \($0) a year", "，每年\($0)") } ?? ""
        switch trend.state {
        case .increasing: return context.say("rising", "上升") + pace
        case .decreasing: return context.say("falling", "下降") + pace
        case .constant: return context.say("constant", "不变")
        case .noEvidence: return context.say("no direction told from chance", "无明显趋势") + pace
        case .insufficientData: return context.say("too few figures for a trend", "数据过少")
        }
    }

    /// How good forecasts of this series have been.
    func score(_ score: ForecastScore) -> String {
        guard let skill = score.skill else {
            return context.say("Nothing ever changed: a forecast is not tested.", "数据从未变化，无法检验预测。")
        }
        let share = context.numbers.percent(skill.magnitude)
        let first =
            skill > 0
            ? context.say(
                "One year ahead such forecasts erred \(share) less than \"as it was\"", "提前一年的预测误差比“维持不变”小\(share)")
            : context.say(
                "One year ahead such forecasts erred \(share) more than \"as it was\"", "提前一年的预测误差比“维持不变”大\(share)")
        let coverage =
            score.coverage.map {
                context.say(
                    ", and \(context.numbers.percent($0)) of outcomes lay in the 95 % range",
                    "，\(context.numbers.percent($0))的实际值落在95%区间内")
            } ?? ""
        return first + coverage + context.say(" (\(score.origins) forecasts).", "（共\(score.origins)次预测）。")
    }
}

extension SeriesEvaluation {
    /// The figures that exist up to a year, for a sparkline.
    func sparkPoints(through year: Int) -> [(year: Int, value: Double)] {
        series.observations.compactMap { observation in
            guard observation.period.year <= year, let value = observation.countedValue else { return nil }
            return (observation.period.year, value)
        }
    }
}
