internal import Indicators

/// A year in which both series have an observation: docs/methods.md, rule 37.
struct ComparedYear {
    let year: Int
    /// y.
    let own: DatedValue
    /// x.
    let other: DatedValue
    /// Y = factor · x + offset, with its sense.
    let requirement: Requirement
    /// Y.
    let level: WideNumber

    init(_ own: DatedValue, beside other: DatedValue, by reference: TargetReference, sense: TargetSense) {
        year = own.year
        self.own = own
        self.other = other
        level = WideNumber(reference.factor) * other.value + WideNumber(reference.offset)
        requirement = .level(level, sense: sense, isComputed: true)
    }

    /// The years of both, ascending.
    static func all(
        _ own: [DatedValue], beside others: [DatedValue], by reference: TargetReference, sense: TargetSense
    ) -> [ComparedYear] {
        var rest = others[...]
        return own.compactMap { own in
            rest = rest.drop { $0.year < own.year }
            guard let other = rest.first, other.year == own.year else { return nil }
            return ComparedYear(own, beside: other, by: reference, sense: sense)
        }
    }

    /// s(Y − y).
    var shortfall: WideNumber { requirement.distance(of: own.value) }
    /// Whether y reaches Y.
    var isMet: Bool { requirement.isMet(by: own.value) }
    /// Whether an estimate is on one of the sides.
    var isEstimated: Bool { own.isEstimated || other.isEstimated }
    /// Whether a year that meets does so surely. Y is as sure as x: a bound on x leans the other way.
    var isFirm: Bool {
        requirement.isFirm(own) && !other.isEstimated && !requirement.hasRoom(under: other.observation.bound)
    }
    /// Whether a year that does not meet does so surely.
    var isDecisive: Bool {
        requirement.isDecisive(own) && !other.isEstimated && !requirement.isForbidden(by: other.observation.bound)
    }
    /// Whether the year breaks what is to be kept.
    var isBreach: Bool { !isMet && isDecisive }
}
