internal import Indicators

extension GapParts {
    /// What the plan asks, and which plan.
    var asked: BilingualText {
        let source = [target.source, target.sourceDate?.description].compactMap { $0 }
        let plan = (source + [target.attribute].compactMap { $0 }).joined(separator: ", ")
        let chinesePlan = (source + [chineseAttribute].compactMap { $0 }).joined(separator: ", ")
        let (asked, way) = (sentences.asked(self), milestonesAsked)
        return BilingualText(
            english: "\(target.id) asks for \(asked.english)\(way.english)\(plan.isEmpty ? "" : " (\(plan))").",
            chinese: "目标\(target.id)：\(asked.chinese)\(way.chinese)\(plan.isEmpty ? "" : "（\(chinesePlan)）")。")
    }

    /// How firm the plan is, as Chinese plans say it; a word of a plan's own stays.
    private var chineseAttribute: String? {
        switch target.attribute {
        case "binding": "约束性"
        case "anticipatory": "预期性"
        case let other: other
        }
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
