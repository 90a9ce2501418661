internal import Indicators
internal import Record

extension GapParts {
    /// The steps of a level target; nil for one that is undefined.
    ///
    /// - Parameter formula: how the level comes from the base; nil if the plan states it.
    func levelSteps(
        _ formula: ((TargetTerms, _ base: String, _ stated: String) -> String)?
    ) -> [BilingualText?] {
        [
            baseValue, formula.flatMap(level), prior, latest, missing, progress, path, pace, nothingAsked, recentPace,
            milestones, needed, projection, probability,
        ]
    }

    /// The years of the base, of the start of the recent pace, of breaks and of the latest figure.
    var levelYears: Set<Int> {
        var years = Set(flowObservations.filter { $0.status == .breakInSeries }.map(\.period.year))
        if let year = gap.year { years.insert(year) }
        years.formUnion(priorYears)
        years.formUnion(terms.milestones.map(\.year))
        if terms.baseValue == nil, let year = terms.baseYear { years.insert(year) }
        if gap.recentPaceRatio != nil, let start = recentStart { years.insert(start.year) }
        return years
    }

    /// What each remaining year needs, and what a year has brought since the start of the recent pace.
    var levelPaces: YearlyPace.Comparison? {
        guard let year = gap.year, let base = terms.baseYear, year > base, gap.paceRatio != nil, let value = gap.value,
            let baseValue = gap.baseValue
        else { return nil }
        let start = recentStart ?? (base, baseValue)
        let years = Double(year - start.year)
        if gap.path == .geometric {
            guard let required = gap.requiredGrowthRatio, start.value > 0, value > 0 else { return nil }
            return YearlyPace.Comparison(
                required: required, recent: power(value / start.value, 1 / years) - 1, since: start.year,
                isGrowth: true)
        }
        guard let required = gap.requiredStep else { return nil }
        return YearlyPace.Comparison(
            required: required, recent: (value - start.value) / years, since: start.year, isGrowth: false)
    }

    private var baseValue: BilingualText? {
        guard let year = terms.baseYear, let value = gap.baseValue else { return nil }
        return terms.baseValue == nil
            ? BilingualText(
                english: "The base is the figure of \(year): \(amount(value).english).",
                chinese: "基期数据：\(year)年为\(amount(value).chinese)。")
            : BilingualText(
                english: "The plan's own base, \(year), is \(amount(value).english).",
                chinese: "规划自身的基期数据：\(year)年为\(amount(value).chinese)。")
    }

    /// How the level comes from the base.
    private func level(_ formula: (TargetTerms, String, String) -> String) -> BilingualText? {
        guard let base = gap.baseValue, let level = gap.targetLevel, let stated = terms.targetValue else { return nil }
        let formula = formula(terms, base.plainWords, stated.plainWords)
        return BilingualText(
            english: "So the level asked is \(formula) = \(rounded(level).english).",
            chinese: "目标水平：\(formula) = \(rounded(level).chinese)。")
    }

    private var latest: BilingualText? {
        guard let year = gap.year, let value = gap.value else { return nil }
        let kind = gap.estimated ? (", an estimate", "（估计值）") : ("", "")
        let bound = observation(of: year).map(\.bound).flatMap { bound -> (String, String)? in
            if bound.leansUp { return (", given as a lower bound", "（仅给出下限）") }
            return bound.leansDown ? (", given as an upper bound", "（仅给出上限）") : nil
        }
        return BilingualText(
            english: "The latest figure is that of \(year): \(amount(value).english)\(kind.0)\(bound?.0 ?? "").",
            chinese: "最新数据：\(year)年为\(amount(value).chinese)\(kind.1)\(bound?.1 ?? "")。")
    }

    /// The gap.
    var missing: BilingualText? {
        guard let missing = gap.gap else { return nil }
        let ratio = gap.gapRatio.map { $0.magnitude.percentWords }
        if missing > 0 {
            return BilingualText(
                english: "The gap is \(difference(missing).english)\(ratio.map { ", \($0) of what is asked" } ?? "").",
                chinese: "差距为\(difference(missing).chinese)\(ratio.map { "，相当于目标的\($0)" } ?? "")。")
        }
        return BilingualText(
            english: "Nothing is missing; the room to spare is \(difference(missing.magnitude).english).",
            chinese: "没有差距，余量为\(difference(missing.magnitude).chinese)。")
    }

    /// The shares of the time gone and of the task done.
    var progress: BilingualText? {
        guard let elapsed = gap.elapsedRatio else { return nil }
        let done = gap.progressRatio.map(\.percentWords)
        let early = gap.preliminary ? ("; with less than two years gone this is preliminary", "；不足两年，仅为初步判断") : ("", "")
        return BilingualText(
            english:
                "\(elapsed.percentWords) of the time is gone\(done.map { " and \($0) of the task is done" } ?? "")\(early.0).",
            chinese: "时间已过\(elapsed.percentWords)\(done.map { "，任务完成\($0)" } ?? "")\(early.1)。")
    }

    /// Where the path is.
    var path: BilingualText? {
        guard let path = gap.path, let behind = gap.pathGap, let year = gap.year else { return nil }
        let isGeometric = path == .geometric
        let (form, formZH) = isGeometric ? ("constant growth", "等比") : ("equal steps", "等差")
        let instead =
            gap.pathReason == nil
            ? ("", "")
            : (" (the plan's path is of constant growth, but a value is not above zero)", "（规划路径为等比，但有数值不为正）")
        let at = gap.pathValue.map { rounded($0) }
        let far = difference(behind.magnitude)
        let (stands, standsZH) = behind > 0 ? ("behind", "落后") : ("ahead", "领先")
        return BilingualText(
            english:
                "The path of \(form)\(instead.0) \(at.map { "is at \($0.english) in \(year)" } ?? "leads to the range"): "
                + "the figure is \(far.english) \(stands).",
            chinese:
                "按\(formZH)路径\(instead.1)，\(year)年\(at.map { "应为\($0.chinese)" } ?? "应接近目标区间")，\(standsZH)\(far.chinese)。"
        )
    }

    private var pace: BilingualText? {
        guard let ratio = gap.paceRatio, let base = terms.baseYear, let year = gap.year, let value = gap.value,
            let from = gap.baseValue
        else { return nil }
        guard let level = gap.targetLevel else { return paceAlone(ratio, since: base) }
        // By milestones the path has bends: what was needed is what it asks up to the year of the figure.
        let (end, endYear) =
            terms.milestones.isEmpty ? (level, terms.targetYear) : (gap.pathValue ?? level, year)
        let (gone, all) = (Double(year - base), Double(endYear - base))
        let isGeometric = gap.path == .geometric
        let moved = isGeometric ? growth(power(value / from, 1 / gone) - 1) : difference((value - from) / gone)
        let wanted = isGeometric ? growth(power(end / from, 1 / all) - 1) : difference((end - from) / all)
        return BilingualText(
            english:
                "Since \(base) it moved by \(moved.english) a year; from there \(wanted.english) a year was needed: "
                + "\(ratio.words(digits: 4)) of the pace needed.",
            chinese: "\(base)年以来年均变化\(moved.chinese)，所需为年均\(wanted.chinese)，为所需速度的\(ratio.percentWords)。")
    }

    /// A pace that has no simple step.
    func paceAlone(_ ratio: Double, since base: Int) -> BilingualText {
        BilingualText(
            english: "Since \(base) it went at \(ratio.words(digits: 4)) of the pace needed.",
            chinese: "\(base)年以来为所需速度的\(ratio.percentWords)。")
    }

    private var recentPace: BilingualText? {
        guard let ratio = gap.recentPaceRatio, let start = recentStart, let year = gap.year,
            start.year != terms.baseYear
        else { return nil }
        return BilingualText(
            english:
                "From \(start.year) to \(year) it went at \(ratio.words(digits: 4)) of \(terms.milestones.isEmpty ? "that pace" : "the pace that the path asks in these years").",
            chinese: "其中\(start.year)–\(year)年为所需速度的\(ratio.percentWords)。")
    }

    private var projection: BilingualText? {
        guard let value = gap.projectedValue, gap.year ?? 0 < terms.targetYear else { return nil }
        let hit = gap.hitYear.map {
            gap.gap ?? 0 > 0 ? (", and reaches what is asked in \($0)", "，\($0)年达到目标") : ("", "")
        }
        let never = (", and does not reach what is asked within a century", "，百年内不能达到目标")
        let end = hit ?? (gap.gap ?? 0 > 0 ? never : ("", ""))
        return BilingualText(
            english:
                "If the pace since the base goes on, it is at \(rounded(value).english) in \(terms.targetYear)\(end.0).",
            chinese: "若保持基期以来的速度，\(terms.targetYear)年为\(rounded(value).chinese)\(end.1)。")
    }

    private var probability: BilingualText? {
        gap.reachProbability.map {
            BilingualText(
                english:
                    "By a random walk with the drift of its last years it reaches what is asked with a probability of \($0.percentWords).",
                chinese: "按带漂移的随机游走预测，达到目标的概率为\($0.percentWords)。")
        }
    }
}
