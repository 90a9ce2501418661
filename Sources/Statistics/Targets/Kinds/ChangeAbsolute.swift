public import Indicators

extension TargetKind {
    /// `change_abs`: a change in the indicator's unit; Y = y_b + v.
    public static let changeAbsolute = TargetKind(
        "change_abs",
        traits: TargetTraits(
            subject: .levelFromBase, statement: .value, needsBaseYear: false, sense: .bySign, path: .stated,
            hasMilestones: true),
        levels: LevelRules(needsPositiveBase: false) { terms, baseValue, stated in
            .computed(terms, from: baseValue, stated) { $0 + $1 }
        })
}
