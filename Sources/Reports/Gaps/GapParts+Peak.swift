internal import Indicators

extension GapParts {
    /// What a target about a peak asks.
    var peakAsked: BilingualText {
        BilingualText(
            english: "\(isLow ? "the low" : "the peak") no later than \(terms.targetYear)",
            chinese: "不晚于\(terms.targetYear)年\(isLow ? "见底" : "达峰")")
    }

    /// Which year is the peak, which others may be, and what would settle it.
    var peakSteps: [BilingualText?] { [peakSoFar, otherPeaks, settling, progress] }

    /// The years among which the peak is looked for.
    var peakYears: Set<Int> {
        let breaks = observations.filter { $0.status == .breakInSeries && $0.period.year >= terms.baseYear ?? 0 }
        let first = breaks.last?.period.year ?? terms.baseYear ?? 0
        return Set(observations.map(\.period.year).filter { $0 >= first })
    }

    private var isLow: Bool { terms.sense == .atLeast }
    private var word: BilingualText {
        isLow ? BilingualText(english: "low", chinese: "低点") : BilingualText(english: "peak", chinese: "峰值")
    }

    private var peakSoFar: BilingualText? {
        guard let year = gap.peakYear, let value = gap.peakValue, let after = gap.yearsAfterPeak, let last = gap.year
        else { return nil }
        let off = gap.offPeakRatio.map(\.percentWords)
        let away = after == 0 ? nil : off.map { ("; \(last) is \($0) off it", "，\(last)年偏离\($0)") }
        return BilingualText(
            english: "The \(word.english) so far is \(year): \(amount(value).english); "
                + "figures after it: \(after)\(away?.0 ?? "").",
            chinese: "迄今\(word.chinese)为\(year)年的\(amount(value).chinese)，其后有\(after)个数据\(away?.1 ?? "")。")
    }

    private var otherPeaks: BilingualText? {
        let others = gap.possiblePeakYears.filter { $0 != gap.peakYear }
        guard gap.peakYear != nil else { return nil }
        guard !others.isEmpty else {
            return BilingualText(
                english: "No other year may be the \(word.english).", chinese: "其他年份均不可能是\(word.chinese)。")
        }
        let reasons = others.map { year -> BilingualText in
            let why =
                observation(of: year).map { figure in
                    if figure.status == .forecast { return ("a forecast", "预测") }
                    if figure.status.isEstimated { return ("an estimate", "估计值") }
                    return figure.bound == .equal || figure.bound == .approximate
                        ? ("as far as is known", "数值相当") : ("a bound", "仅有界限")
                } ?? ("missing", "缺数据")
            return BilingualText(english: "\(year) (\(why.0))", chinese: "\(year)年（\(why.1)）")
        }
        return BilingualText(
            english: "Others still may be: \(reasons.map(\.english).joined(separator: ", ")).",
            chinese: "仍可能是\(word.chinese)的年份：\(reasons.map(\.chinese).joined(separator: "、"))。")
    }

    private var settling: BilingualText? {
        guard let peak = gap.peakYear, let latest = gap.peakLatest else { return nil }
        switch gap.state {
        case .met, .missed: return nil
        case .onTrack, .moderate, .insufficient, .away, .pending, .notAssessable: break
        }
        let open = gap.possiblePeakYears.filter { $0 != peak && observation(of: $0).map { !isPlain($0) } ?? true }
        let last = max(terms.targetYear + 1, latest + 3)
        let (figures, figuresZH) =
            open.isEmpty
            ? ("", "")
            : (
                "firm figures of \(open.map(String.init).joined(separator: ", ")) and ",
                "\(open.map(String.init).joined(separator: "、"))年的确定数据，以及"
            )
        let (side, sideZH) = isLow ? ("above the low", "高于低点") : ("below the peak", "低于峰值")
        return BilingualText(
            english:
                "It is settled by \(figures)figures up to \(last) that stay \(side); earlier by five years or more "
                + "\(isLow ? "of rise" : "of fall").",
            chinese: "\(figuresZH)直至\(last)年各年数据均\(sideZH)，方可判定；如此前连续五年以上明显\(isLow ? "回升" : "下降")，可提前判定。")
    }

    /// Whether a figure is neither an estimate nor a bound.
    private func isPlain(_ figure: Observation) -> Bool {
        !figure.status.isEstimated && !figure.bound.leansUp && !figure.bound.leansDown
    }
}
