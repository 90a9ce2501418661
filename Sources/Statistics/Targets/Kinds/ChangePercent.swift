public import Indicators

extension TargetKind {
    /// `change_pct`: a change in percent of the base; Y = y_b (1 + v/100).
    public static let changePercent = TargetKind(
        "change_pct",
        traits: TargetTraits(
            subject: .levelFromBase, statement: .percentOfBase(.toNothing), needsBaseYear: false, sense: .bySign,
            path: .stated, hasMilestones: true),
        levels: LevelRules(needsPositiveBase: true) { terms, baseValue, stated in
            .computed(terms, from: baseValue, stated) { $0 * Requirement.factor(ofPercent: $1) }
        })
}
