public import Indicators

extension TargetKind {
    /// `annual_growth`: a yearly growth in percent; Y = y_b (1 + v/100)^(T − b).
    public static let annualGrowth = TargetKind(
        "annual_growth",
        traits: TargetTraits(
            subject: .levelFromBase, statement: .percentOfBase(.aboveNothing), needsBaseYear: true, sense: .bySign,
            path: .only(.geometric), hasMilestones: false),
        levels: LevelRules(needsPositiveBase: true) { terms, baseValue, stated in
            guard let baseYear = terms.baseYear else { return nil }
            return .computed(terms, from: baseValue, stated) {
                $0 * Requirement.factor(ofPercent: $1).raised(to: terms.targetYear - baseYear)
            }
        })
}
