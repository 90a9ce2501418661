public import Indicators

extension TargetKind {
    /// `at_most`: a level to be reached from above in the target year.
    public static let atMost = TargetKind(
        "at_most",
        traits: TargetTraits(
            subject: .level, statement: .value, needsBaseYear: false, sense: .only(.atMost), path: .stated,
            hasMilestones: true),
        levels: LevelRules(needsPositiveBase: false) { terms, _, stated in .stated(terms, stated) })
}
