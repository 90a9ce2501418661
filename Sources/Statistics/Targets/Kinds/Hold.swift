public import Indicators

extension TargetKind {
    /// `hold`: a limit to be kept in every year after the base.
    public static let hold = TargetKind(
        "hold",
        traits: TargetTraits(
            subject: .flows, statement: .value, needsBaseYear: true, sense: .more, path: .stated, hasMilestones: false),
        flows: Hold.self)
}

/// The column `hold` of docs/methods.md, rules 26 to 28.
private struct Hold: FlowAssessment {
    let years: FlowYears

    init(_ years: FlowYears) { self.years = years }

    private var breachCount: Int {
        years.used.count { !requirement.isMet(by: $0.value) && requirement.isDecisive($0) }
    }

    var requirement: Requirement { .level(years.level, sense: years.terms.sense, isComputed: false) }
    var isBroken: Bool { false }
    var isMet: Bool { years.used.allSatisfy { requirement.isMet(by: $0.value) } }
    var isDecisive: Bool { breachCount != 0 }

    var value: WideNumber? { years.latest }
    var worst: DatedValue? {
        years.used.dropFirst().reduce(years.used.first) { worst, next in
            guard let worst else { return next }
            return requirement.distance(of: next.value) > requirement.distance(of: worst.value) ? next : worst
        }
    }
    var breaches: Int? { breachCount }
    var attainmentRatio: WideNumber? { nil }
    var progressRatio: WideNumber? { nil }
    var path: TargetPath? { nil }
    var hasPath: Bool { false }
    static func path(of terms: TargetTerms, to level: WideNumber, elapsed: WideNumber) -> WideNumber? { nil }
    var paceRatio: WideNumber? { nil }
    var requiredStep: WideNumber? { nil }
    var projectedValue: WideNumber? { nil }
    var hitYear: Int? { nil }

    var firstVerdict: FlowVerdict? { breachCount > 0 ? (.missed, .breached) : nil }
    var canSettleEarly: Bool { false }
    var isOnTrackWhileMet: Bool { true }
    var lastVerdict: FlowVerdict { (.away, nil) }
}
