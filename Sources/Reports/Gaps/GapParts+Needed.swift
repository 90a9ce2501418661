internal import Indicators

extension GapParts {
    /// What is needed from now on, and how that compares with what there was. Of years that are gone: what was needed.
    var needed: BilingualText? {
        guard isShort, let pace = sentences.pace, let step = gap.requiredStep, let year = gap.year else { return nil }
        let isOne = year + 1 == terms.targetYear
        let span = isOne ? "\(terms.targetYear)" : "\(year + 1)–\(terms.targetYear)"
        let growth = gap.requiredGrowthRatio.map {
            (" (or growth of \($0.percentWords))", "（即增长\($0.percentWords)）")
        }
        let each = pace.needed(pace.step(self, step))
        let comparison = comparison(pace)
        let isGone = terms.targetYear < asOfYear
        let (opening, verb) = isGone ? ("In", "was") : ("From now on, in", "is")
        let (openingZH, verbZH) = isGone ? ("", "本需") : ("今后", "需")
        return BilingualText(
            english: "\(opening) \(span), \(each.english)\(growth?.0 ?? "") \(verb) needed\(comparison.english).",
            chinese: "\(openingZH)\(span)年，\(verbZH)\(each.chinese)\(growth?.1 ?? "")\(comparison.chinese)。")
    }

    private func comparison(_ pace: YearlyPace) -> BilingualText {
        guard let paces = pace.comparison(self) else { return BilingualText(english: "", chinese: "") }
        let recent = paces.isGrowth ? growth(paces.recent) : pace.step(self, paces.recent)
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

    /// What a year needs over what it has brought, if both lead towards the target.
    var requiredOverRecent: Double? {
        guard isShort, let paces = sentences.pace?.comparison(self), paces.required != 0, paces.recent != 0 else {
            return nil
        }
        let ratio = paces.required / paces.recent
        return ratio.isFinite && ratio > 0 ? ratio : nil
    }

    /// Whether something is missing.
    private var isShort: Bool { gap.gap ?? 0 > 0 }
}
