internal import Indicators

/// What a kind of the level family adds to the assessment that the family shares.
struct LevelRules: Sendable {
    /// What is asked, given y_b and the plan's number for the target or a milestone; nil if it needs a base that isn't known.
    typealias Asked = @Sendable (_ terms: TargetTerms, _ baseValue: WideNumber?, _ stated: Double?) -> Requirement?

    /// Whether a base at or below zero makes the target meaningless.
    let needsPositiveBase: Bool
    /// What is asked.
    let asked: Asked
}

extension TargetKind {
    /// A kind of the level family.
    init(_ rawValue: String, traits: TargetTraits, levels rules: LevelRules) {
        self.init(rawValue, traits: traits, line: { PlanLine.points(ofLevel: $0, rules: rules) }) {
            TargetGap(ofLevel: $0, rules: rules)
        }
    }
}

extension Requirement {
    /// The level that the plan states, compared exactly.
    static func stated(_ terms: TargetTerms, _ stated: Double?) -> Requirement? {
        stated.map { .level(WideNumber($0), sense: terms.sense, isComputed: false) }
    }

    /// The level that a kind works out of y_b and the plan's number; nil if y_b isn't known.
    static func computed(
        _ terms: TargetTerms, from baseValue: WideNumber?, _ stated: Double?,
        _ level: (_ baseValue: WideNumber, _ stated: WideNumber) -> WideNumber
    ) -> Requirement? {
        guard let baseValue, let stated else { return nil }
        return .level(level(baseValue, WideNumber(stated)), sense: terms.sense, isComputed: true)
    }

    /// 1 + v/100.
    static func factor(ofPercent percent: WideNumber) -> WideNumber { (percent + 100.0) / 100.0 }
}
