public import Indicators

extension TargetKind {
    /// `peak_by`: the greatest value, or with the sense `at_least` the least, comes no later than the target year.
    public static let peakBy = TargetKind(
        "peak_by",
        traits: TargetTraits(
            subject: .turn, statement: .nothing, needsBaseYear: false, sense: .less, path: .stated,
            hasMilestones: false)
    ) { TargetGap(ofPeak: $0) }
}
