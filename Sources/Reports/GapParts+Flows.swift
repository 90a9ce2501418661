internal import Indicators
internal import Record
internal import Statistics

extension GapParts {
    /// The steps of a flow target; those that are undefined are left out.
    var flowSteps: [BilingualText] {
        [taken, missing, progress, path, pace, needed, projection].compactMap { $0 }
    }

    /// What the years together make.
    private var taken: BilingualText? {
        guard let span, let value = gap.value else { return nil }
        let years = "\(span.lowerBound)–\(span.upperBound)"
        let count = flowObservations.count
        let missing =
            gap.partial
            ? ("; \(span.count - count) of \(span.count) years have none", "，另缺\(span.count - count)年数据") : ("", "")
        let estimated = gap.estimated ? (", estimates among them", "（含估计值）") : ("", "")
        switch terms.kind {
        case .annualMean:
            return BilingualText(
                english: "The mean of the figures of \(years)\(estimated.0) is \(rounded(value).english)\(missing.0).",
                chinese: "\(years)年\(count)个数据\(estimated.1)的平均值为\(rounded(value).chinese)\(missing.1)。")
        case .compound:
            return BilingualText(
                english:
                    "The rates of \(years)\(estimated.0) make \(rounded(value).english) together, (1 + r/100) multiplied\(missing.0).",
                chinese: "\(years)年\(count)个年率\(estimated.1)连乘，累计为\(rounded(value).chinese)\(missing.1)。")
        case .hold:
            guard let worst = gap.worst, let year = gap.worstYear, let breaches = gap.breaches else { return nil }
            return BilingualText(
                english:
                    "Of the figures of \(years)\(estimated.0) the worst is \(amount(worst).english) in \(year); "
                    + "years in which the limit was decisively broken: \(breaches)\(missing.0).",
                chinese:
                    "\(years)年\(count)个数据\(estimated.1)中最差为\(year)年的\(amount(worst).chinese)，\(breaches)年突破界限\(missing.1)。"
            )
        default:
            return BilingualText(
                english: "The sum of the figures of \(years)\(estimated.0) is \(rounded(value).english)\(missing.0).",
                chinese: "\(years)年\(count)个数据\(estimated.1)合计\(rounded(value).chinese)\(missing.1)。")
        }
    }

    private var pace: BilingualText? {
        guard let ratio = gap.paceRatio, let base = terms.baseYear else { return nil }
        return paceAlone(ratio, since: base)
    }

    private var projection: BilingualText? {
        guard let value = gap.projectedValue, gap.year ?? 0 < terms.targetYear else { return nil }
        return BilingualText(
            english: "If it goes on like this, \(rounded(value).english) comes together by \(terms.targetYear).",
            chinese: "照此推算，到\(terms.targetYear)年累计\(rounded(value).chinese)。")
    }
}
