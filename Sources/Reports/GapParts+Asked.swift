internal import Indicators

extension GapParts {
    /// What the plan asks, and which plan.
    var asked: BilingualText {
        let plan = [target.source, target.sourceDate?.description, target.attribute].compactMap { $0 }
            .joined(separator: ", ")
        let (english, chinese) = words
        return BilingualText(
            english: "\(target.id) asks for \(english)\(plan.isEmpty ? "" : " (\(plan))").",
            chinese: "目标\(target.id)：\(chinese)\(plan.isEmpty ? "" : "（\(plan)）")。")
    }

    private var words: (english: String, chinese: String) {
        let year = terms.targetYear
        let base = terms.baseYear.map(String.init) ?? "the base"
        let baseZH = terms.baseYear.map { "\($0)年" } ?? "基期"
        let value = terms.targetValue ?? 0
        let amount = amount(value)
        let isMore = terms.sense == .atLeast
        let limit = isMore ? "at least" : "at most"
        let limitZH = isMore ? "不低于" : "不高于"
        let years = "\((terms.baseYear ?? year) + 1)–\(year)"
        switch terms.kind {
        case .atLeast, .atMost:
            return ("\(limit) \(amount.english) in \(year)", "\(year)年\(limitZH)\(amount.chinese)")
        case .changePercent:
            return (
                "a change of \(limit) \(value.plainWords) percent from \(base) to \(year)",
                "\(year)年比\(baseZH)变化\(limitZH)\(value.plainWords)%"
            )
        case .changeAbsolute:
            let change = difference(value)
            return (
                "a change of \(limit) \(change.english) from \(base) to \(year)",
                "\(year)年比\(baseZH)变化\(limitZH)\(change.chinese)"
            )
        case .annualGrowth:
            return (
                "growth of \(limit) \(value.plainWords) percent a year from \(base) to \(year)",
                "\(baseZH)至\(year)年年均增长\(limitZH)\(value.plainWords)%"
            )
        case .range: return rangeWords
        case .cumulative:
            return (
                "\(limit) \(amount.english) in \(years) together", "\(years)年累计\(limitZH)\(amount.chinese)"
            )
        case .annualMean:
            return (
                "a mean of \(limit) \(amount.english) over \(years)", "\(years)年年均\(limitZH)\(amount.chinese)"
            )
        case .compound:
            return (
                "a change of \(limit) \(amount.english) over \(years) together, yearly rates compounded",
                "\(years)年按年率累计变化\(limitZH)\(amount.chinese)"
            )
        case .hold:
            return (
                "\(limit) \(amount.english) in every year of \(years)", "\(years)年每年\(limitZH)\(amount.chinese)"
            )
        }
    }

    private var rangeWords: (english: String, chinese: String) {
        let (lower, upper) = (terms.lower.map(amount), terms.upper.map(amount))
        let english = [lower.map { "at least \($0.english)" }, upper.map { "at most \($0.english)" }]
        let chinese = [lower.map { "不低于\($0.chinese)" }, upper.map { "不高于\($0.chinese)" }]
        return (
            "\(english.compactMap { $0 }.joined(separator: " and ")) in \(terms.targetYear)",
            "\(terms.targetYear)年\(chinese.compactMap { $0 }.joined(separator: "、"))"
        )
    }
}
