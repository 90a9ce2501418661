internal import Evaluation
internal import Indicators

extension GapParts {
    /// What a target asks that stands beside another series.
    var relativeAsked: BilingualText {
        let other = otherName
        let formula = formula(BilingualText(english: "that of \(other.english)", chinese: other.chinese))
        switch terms.reference?.mode ?? .finalYear {
        case .finalYear:
            return BilingualText(
                english: "\(limit.english) \(formula.english) in \(terms.targetYear)",
                chinese: "\(terms.targetYear)年\(limit.chinese)\(formula.chinese)")
        case .everyYear:
            return BilingualText(
                english: "\(limit.english) \(formula.english) in every year of \(planYears)",
                chinese: "\(planYears)年每年\(limit.chinese)\(formula.chinese)")
        }
    }

    /// Both sides year by year, then the gap.
    var relativeSteps: [BilingualText?] {
        comparedYears.map { bothSides(in: $0) } + [worstYear, missing, progress]
    }

    /// The years that both sides have, from the base on, and the one that counts.
    var comparedYears: [Int] {
        let others = Set(reference.map(\.period.year))
        let first = terms.baseYear.map { terms.reference?.mode == .everyYear ? $0 + 1 : $0 } ?? 0
        return observations.map(\.period.year).filter { ($0 >= first || $0 == gap.year) && others.contains($0) }
    }

    private var otherName: BilingualText {
        guard let place = referencePlace else { return BilingualText(english: "the reference", chinese: "对照数列") }
        let (title, name) = (name(place.indicator.title), name(place.region.name))
        return BilingualText(
            english: "\(title.english), \(name.english)", chinese: "\(name.chinese)\(title.chinese)")
    }

    /// factor × x + offset, without what changes nothing.
    private func formula(_ other: BilingualText) -> BilingualText {
        let (factor, offset) = (terms.reference?.factor ?? 1, terms.reference?.offset ?? 0)
        let times = factor == 1 ? "" : "\(factor.plainWords) × "
        let plus = offset == 0 ? "" : offset < 0 ? " − \((-offset).plainWords)" : " + \(offset.plainWords)"
        return BilingualText(
            english: "\(times)\(other.english)\(plus)", chinese: "\(times)\(other.chinese)\(plus)")
    }

    private func bothSides(in year: Int) -> BilingualText? {
        guard let own = observation(of: year)?.value, let reference = terms.reference,
            let other = self.reference.first(where: { $0.period.year == year })?.value
        else { return nil }
        let level = reference.factor * other + reference.offset
        let text = formula(BilingualText(english: other.plainWords, chinese: other.plainWords))
        let isPlain = reference.factor == 1 && reference.offset == 0
        let asked = isPlain ? rounded(level).english : "\(text.english) = \(rounded(level).english)"
        let askedZH = isPlain ? rounded(level).chinese : "\(text.chinese) = \(rounded(level).chinese)"
        return BilingualText(
            english: "\(year): \(amount(own).english) beside \(asked).",
            chinese: "\(year)年：\(amount(own).chinese)，对照\(askedZH)。")
    }

    private var worstYear: BilingualText? {
        guard let year = gap.worstYear, let breaches = gap.breaches else { return nil }
        return BilingualText(
            english: "The worst year is \(year); years in which it was decisively not kept: \(breaches).",
            chinese: "最差为\(year)年，\(breaches)年未达到要求。")
    }
}
