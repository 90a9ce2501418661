public import Indicators

extension TargetKind {
    /// `relative`: a level that is set by another series' figure of the same year.
    public static let relative = TargetKind(
        "relative",
        traits: TargetTraits(
            subject: .comparison, statement: .reference, needsBaseYear: false, sense: .more, path: .stated,
            hasMilestones: false)
    ) { question in
        guard let reference = question.terms.reference else { return TargetGap(.notAssessable, .noReference) }
        switch reference.mode {
        case .finalYear: return TargetGap(ofFinalYear: question, beside: reference)
        case .everyYear: return TargetGap(ofEveryYear: question, beside: reference)
        }
    }
}
