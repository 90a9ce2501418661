internal import Indicators

extension GapParts {
    /// What the plan asks, and which plan.
    var asked: BilingualText {
        let plan = [target.source, target.sourceDate?.description, target.attribute].compactMap { $0 }
            .joined(separator: ", ")
        let (asked, way) = (sentences.asked(self), milestonesAsked)
        return BilingualText(
            english: "\(target.id) asks for \(asked.english)\(way.english)\(plan.isEmpty ? "" : " (\(plan))").",
            chinese: "目标\(target.id)：\(asked.chinese)\(way.chinese)\(plan.isEmpty ? "" : "（\(plan)）")。")
    }

    /// The plan's number with its unit.
    var stated: BilingualText { amount(terms.targetValue ?? 0) }

    /// From which side the plan's number is to be reached.
    var limit: BilingualText {
        switch terms.sense {
        case .atLeast: BilingualText(english: "at least", chinese: "不低于")
        case .atMost: BilingualText(english: "at most", chinese: "不高于")
        }
    }

    /// The base year.
    var base: BilingualText {
        terms.baseYear.map { BilingualText(english: "\($0)", chinese: "\($0)年") }
            ?? BilingualText(english: "the base", chinese: "基期")
    }

    /// The years after the base up to the target year.
    var planYears: String { "\((terms.baseYear ?? terms.targetYear) + 1)–\(terms.targetYear)" }
}
