internal import Indicators
internal import Reports

extension GapReport {
    /// Gaps as a table.
    ///
    /// - Parameter course: the observations of a target's series, by year.
    static func table(of gaps: [GapReport], _ wording: Wording, course: (Target) -> [Observation]) -> Table {
        let hasPrior = gaps.contains { $0.gap.priorPaceRatio != nil }
        let hasOutlook = gaps.contains { $0.gap.outlook != nil }
        var table = Table(
            [
                Table.Column(name: "target"), Table.Column(name: "region"), Table.Column(name: "year", isNumber: true),
                Table.Column(name: "state", look: .state), Table.Column(name: "asked", isNumber: true),
                Table.Column(name: "value", isNumber: true), Table.Column(name: "unit"),
                Table.Column(name: "course", look: .drawing), Table.Column(name: "of"),
                Table.Column(name: "gap", isNumber: true), Table.Column(name: "pace", isNumber: true),
            ] + (hasPrior ? [Table.Column(name: "prior", isNumber: true)] : [])
                + (hasOutlook ? [Table.Column(name: "outlook")] : []) + [Table.Column(name: "reason")])
        for shown in gaps {
            let gap = shown.gap
            table.add(
                [
                    shown.target.id.rawValue, wording.text(shown.region), String(shown.target.terms.targetYear),
                    gap.state.rawValue, gap.targetLevel?.shortText ?? shown.target.terms.limitWords,
                    gap.value?.shortText ?? "", wording.unit(shown.unit), Sparkline(course(shown.target)).text,
                    gap.year.map(String.init) ?? "",
                    gap.gap?.shortText ?? "", gap.paceRatio?.shortText ?? "",
                ] + (hasPrior ? [gap.priorPaceRatio?.shortText ?? ""] : [])
                    + (hasOutlook ? [gap.outlook?.rawValue ?? ""] : []) + [shown.reasonWords(wording)])
        }
        return table
    }

    /// What a mail from cron is to say of a target.
    func alertLine(_ wording: Wording) -> String {
        let unit = wording.unit(self.unit)
        let observed = gap.value.map { "\($0.shortText) \(unit)" + (gap.year.map { " in \($0)" } ?? "") }
        let level = gap.targetLevel?.shortText ?? target.terms.limitWords
        let asked = level.isEmpty ? "unknown level" : "\(level) \(unit)"
        let reasonWords = reasonWords(wording)
        let parts = [
            "\(gap.state.rawValue) \(target.id.rawValue)", wording.text(region), wording.text(indicator),
            observed ?? "no figure", "\(asked) asked for \(target.terms.targetYear)",
            gap.gap.map { "gap \($0.shortText)" }, reasonWords.isEmpty ? nil : reasonWords,
        ]
        return parts.compactMap { $0 }.joined(separator: "; ")
    }
}

extension TargetTerms {
    fileprivate var limitWords: String {
        guard kind.traits.statement == .limits else { return "" }
        return "\(lower?.shortText ?? "…") to \(upper?.shortText ?? "…")"
    }
}

extension GapReport {
    /// Why the state is what it is, and what a target lacks that is not assessable.
    fileprivate func reasonWords(_ wording: Wording) -> String {
        let breach = gap.worst.flatMap { worst in gap.worstYear.map { "worst \(worst.shortText) in \($0)" } }
        let missed = gap.milestonesMissedYears.flatMap { years in
            years.isEmpty ? nil : "milestones missed: \(years.map(String.init).joined(separator: " "))"
        }
        let peak = gap.peakYear.map { "peak in \($0)" }
        let words = [
            gap.reason?.rawValue, need.map { wording.text($0) }, breach, missed, peak,
            gap.estimated ? "estimated" : nil,
        ]
        return words.compactMap { $0 }.joined(separator: ", ")
    }
}
