public import Indicators

extension TargetKind {
    /// `change_abs`: a change in the indicator's unit; Y = y_b + v.
    public static let changeAbsolute = TargetKind(
        "change_abs",
        traits: TargetTraits(
            subject: .levelFromBase, statement: .value, needsBaseYear: false, sense: .bySign, path: .stated),
        levels: LevelRules(needsPositiveBase: false) { terms, baseValue in
            .computed(terms, from: baseValue) { $0 + $1 }
        })
}
