public import Indicators

extension TargetKind {
    /// `range`: a level between two limits in the target year; a limit that is missing is no limit.
    public static let range = TargetKind(
        "range",
        traits: TargetTraits(
            subject: .level, statement: .limits, needsBaseYear: false, sense: .more, path: .only(.linear),
            hasMilestones: false),
        levels: LevelRules(needsPositiveBase: false) { terms, _, _ in
            .range(lower: terms.lower.map { WideNumber($0) }, upper: terms.upper.map { WideNumber($0) })
        })
}
