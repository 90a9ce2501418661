internal import Indicators

extension GapParts {
    /// What the plan asks on the way: empty, or what goes on behind what it asks.
    var milestonesAsked: BilingualText {
        guard !terms.milestones.isEmpty else { return BilingualText(english: "", chinese: "") }
        let texts = terms.milestones.map { milestone in
            let stated = statedMilestone(milestone.value)
            return BilingualText(
                english: "\(stated.english) by \(milestone.year)", chinese: "\(milestone.year)年\(stated.chinese)")
        }
        return BilingualText(
            english: ", on the way \(texts.map(\.english).joined(separator: " and "))",
            chinese: "，其间\(texts.map(\.chinese).joined(separator: "、"))")
    }

    /// A milestone's number as the plan states it.
    private func statedMilestone(_ value: Double) -> BilingualText {
        if terms.kind.traits.isInPercent {
            return BilingualText(english: "\(value.plainWords) percent", chinese: "\(value.plainWords)%")
        }
        return terms.kind.traits.subject == .levelFromBase ? difference(value) : amount(value)
    }

    /// The milestones that were missed, and the one that is next.
    var milestones: BilingualText? {
        guard let missed = gap.milestonesMissedYears else { return nil }
        let years = missed.map(String.init)
        let standing = gap.standingMilestoneYear
        let past = BilingualText(
            english: years.isEmpty
                ? "No milestone was missed"
                : "Milestones missed: \(years.joined(separator: " and "))"
                    + (standing == nil ? ", made good since" : ""),
            chinese: years.isEmpty
                ? "没有未达到的阶段目标" : "未达到的阶段目标：\(years.joined(separator: "、"))年" + (standing == nil ? "（其后已补上）" : ""))
        guard let year = gap.nextYear, let level = gap.nextLevel, let step = gap.nextStep else {
            return BilingualText(english: past.english + ".", chinese: past.chinese + "。")
        }
        return BilingualText(
            english:
                "\(past.english); next is \(rounded(level).english) in \(year), \(difference(step).english) a year "
                + "until then.",
            chinese: "\(past.chinese)；下一阶段为\(year)年\(rounded(level).chinese)，其间每年\(difference(step).chinese)。")
    }

    /// That the plan stands or dips at first, so that there is no pace to compare with.
    var nothingAsked: BilingualText? {
        guard !terms.milestones.isEmpty, gap.paceRatio == nil, gap.pathValue != nil, let year = gap.year else {
            return nil
        }
        return BilingualText(
            english: "By \(year) the plan asks for no change yet: what counts is whether the path is reached.",
            chinese: "截至\(year)年规划尚未要求变化，只看是否达到路径。")
    }
}
