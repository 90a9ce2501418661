public import Indicators

extension TargetKind {
    /// `at_least`: a level to be reached from below in the target year.
    public static let atLeast = TargetKind(
        "at_least",
        traits: TargetTraits(
            subject: .level, statement: .value, needsBaseYear: false, sense: .only(.atLeast), path: .stated,
            hasMilestones: true),
        levels: LevelRules(needsPositiveBase: false) { terms, _, stated in .stated(terms, stated) })
}
