internal import Indicators
internal import Reports

extension GapReport {
    /// Gaps as a table.
    static func table(of gaps: [GapReport]) -> Table {
        var table = Table([
            Table.Column(name: "target"), Table.Column(name: "region"), Table.Column(name: "year", isNumber: true),
            Table.Column(name: "state"), Table.Column(name: "asked", isNumber: true),
            Table.Column(name: "value", isNumber: true), Table.Column(name: "unit"), Table.Column(name: "of"),
            Table.Column(name: "gap", isNumber: true), Table.Column(name: "pace", isNumber: true),
            Table.Column(name: "reason"),
        ])
        for shown in gaps {
            let gap = shown.gap
            table.add([
                shown.target.id.rawValue, shown.region, String(shown.target.terms.targetYear),
                gap.state.rawValue, gap.targetLevel?.shortText ?? shown.target.terms.limitWords,
                gap.value?.shortText ?? "", shown.unit.symbol, gap.year.map(String.init) ?? "",
                gap.gap?.shortText ?? "", gap.paceRatio?.shortText ?? "", gap.reasonWords,
            ])
        }
        return table
    }

    /// What a mail from cron is to say of a target.
    var alertLine: String {
        let unit = self.unit.symbol
        let observed = gap.value.map { "\($0.shortText) \(unit)" + (gap.year.map { " in \($0)" } ?? "") }
        let level = gap.targetLevel?.shortText ?? target.terms.limitWords
        let asked = level.isEmpty ? "unknown level" : "\(level) \(unit)"
        let parts = [
            "\(gap.state.rawValue) \(target.id.rawValue)", region, indicator,
            observed ?? "no figure", "\(asked) asked for \(target.terms.targetYear)",
            gap.gap.map { "gap \($0.shortText)" }, gap.reasonWords.isEmpty ? nil : gap.reasonWords,
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

extension TargetGap {
    fileprivate var reasonWords: String {
        let breach = worst.flatMap { worst in worstYear.map { "worst \(worst.shortText) in \($0)" } }
        return [reason?.rawValue, breach, estimated ? "estimated" : nil].compactMap { $0 }.joined(separator: ", ")
    }
}
