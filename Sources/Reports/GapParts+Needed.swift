internal import Indicators
internal import Statistics

extension GapParts {
    /// What is needed from now on, and how that compares with what there was.
    var needed: BilingualText? {
        guard isShort, let step = gap.requiredStep, let year = gap.year else { return nil }
        let isOne = year + 1 == terms.targetYear
        let span = isOne ? "\(terms.targetYear)" : "\(year + 1)–\(terms.targetYear)"
        let growth = gap.requiredGrowthRatio.map {
            (" (or growth of \($0.percentWords))", "（即增长\($0.percentWords)）")
        }
        let change = terms.kind.isFlow ? rounded(step) : difference(step)
        let each: BilingualText =
            switch terms.kind {
            case .annualMean:
                BilingualText(english: "a mean of \(change.english)", chinese: "年均\(change.chinese)")
            case .cumulative, .compound:
                BilingualText(english: "\(change.english) a year", chinese: "每年\(change.chinese)")
            default:
                BilingualText(english: "a change of \(change.english) a year", chinese: "每年变化\(change.chinese)")
            }
        return BilingualText(
            english: "From now on, in \(span), \(each.english)\(growth?.0 ?? "") is needed\(comparison.english).",
            chinese: "今后\(span)年，需\(each.chinese)\(growth?.1 ?? "")\(comparison.chinese)。")
    }

    private var comparison: BilingualText {
        guard let paces else { return BilingualText(english: "", chinese: "") }
        let recent =
            paces.isGrowth
            ? growth(paces.recent) : terms.kind.isFlow ? rounded(paces.recent) : difference(paces.recent)
        guard let ratio = requiredOverRecent else {
            return BilingualText(
                english: "; the recent pace (\(recent.english) a year since \(paces.since)) does not lead there",
                chinese: "；而近期速度（\(paces.since)年以来年均\(recent.chinese)）并未朝目标推进")
        }
        return BilingualText(
            english:
                ": \(ratio.timesWords) times the recent pace (\(recent.english) a year since \(paces.since))",
            chinese: "，为近期速度（\(paces.since)年以来年均\(recent.chinese)）的\(ratio.timesWords)倍")
    }
}
