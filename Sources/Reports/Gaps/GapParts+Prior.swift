public import Indicators

extension GapParts {
    /// What the plan asks beside what was done before its base.
    var prior: BilingualText? {
        guard let ratio = gap.priorPaceRatio, let span = priorSpan else { return nil }
        let years = "\(span.lowerBound)–\(span.upperBound)"
        if terms.kind.traits.subject == .flows, terms.kind.traits.statement == .value, terms.sense == .atMost {
            return BilingualText(
                english: "The plan allows \(ratio.timesWords) times what a year of \(years) brought.",
                chinese: "规划允许的年均量为\(years)年年均量的\(ratio.timesWords)倍。")
        }
        if ratio < 0 {
            return BilingualText(
                english: "In \(years) it went the other way, at \(ratio.magnitude.words(digits: 4)) of the pace that "
                    + "the plan asks for.",
                chinese: "\(years)年朝相反方向变化，速度为规划所需的\(ratio.magnitude.percentWords)。")
        }
        guard ratio > 0, (1 / ratio).isFinite else {
            return BilingualText(
                english: "In \(years) it did not move.", chinese: "\(years)年没有变化。")
        }
        return BilingualText(
            english: "The plan asks for \((1 / ratio).timesWords) times the pace of \(years).",
            chinese: "规划所需速度为\(years)年速度的\((1 / ratio).timesWords)倍。")
    }

    /// The years of the pace before the base: the figures between which a level moved, or those that a flow takes together.
    var priorSpan: ClosedRange<Int>? {
        guard gap.priorPaceRatio != nil, let base = terms.baseYear else { return nil }
        let years = terms.targetYear - base
        if terms.kind.traits.subject == .flows { return base - years + 1...base }
        let first = observations.first { $0.period.year >= base - max(years, 2) && $0.period.year <= base - 2 }
        return first.map { $0.period.year...base }
    }

    /// The years whose figures the pace before the base uses.
    var priorYears: Set<Int> {
        guard let span = priorSpan else { return [] }
        return terms.kind.traits.subject == .flows ? Set(span) : [span.lowerBound]
    }
}

extension TargetOutlook {
    /// What the outlook means.
    public var sentence: BilingualText {
        switch self {
        case .asBefore:
            BilingualText(
                english: "Outlook: what was done before its base would do, or nearly.", chinese: "展望：保持基期前的速度即可或接近达到目标。"
            )
        case .faster:
            BilingualText(
                english: "Outlook: it has to go faster than before its base.", chinese: "展望：需快于基期前的速度。")
        case .farFaster:
            BilingualText(
                english: "Outlook: it has to go far faster than before its base.", chinese: "展望：需远快于基期前的速度。")
        case .againstTheTrend:
            BilingualText(
                english: "Outlook: it has to turn, for before its base it went the other way.",
                chinese: "展望：基期前朝相反方向变化，需要扭转。")
        }
    }
}
