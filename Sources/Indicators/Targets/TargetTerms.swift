/// The numbers of a target. All but the `targetValue` of kinds in percent are in the indicator's unit.
///
/// Terms that exist are valid: see ``TargetTermsFault`` for what is refused.
public struct TargetTerms: Hashable, Sendable {
    /// What kind of number the plan states.
    public let kind: TargetKind
    /// Whether more or less is asked.
    public let sense: TargetSense
    /// The path from the base to the target.
    public let path: TargetPath
    /// The base year b.
    public let baseYear: Int?
    /// The plan's own value at the base.
    public let baseValue: Double?
    /// The target year T.
    public let targetYear: Int
    /// The plan's number, in percent if the kind's traits say so; nil if the kind states limits.
    public let targetValue: Double?
    /// A range's lower limit.
    public let lower: Double?
    /// A range's upper limit.
    public let upper: Double?
    /// The least possible value: projections are clamped to it.
    public let minimum: Double?
    /// The greatest possible value: projections are clamped to it.
    public let maximum: Double?
    /// What is asked before the target year, by year.
    public let milestones: [Milestone]
    /// The series beside which the target stands; nil for kinds that state numbers.
    public let reference: TargetReference?

    /// Makes terms of a plan's numbers. The defaults of `sense` and `path` are those of docs/methods.md, rule 15.
    ///
    /// - Throws: the first ``TargetTermsFault`` of docs/methods.md, rule 29, that applies.
    public init(
        kind: TargetKind, sense: TargetSense? = nil, path: TargetPath? = nil, baseYear: Int? = nil,
        baseValue: Double? = nil, targetYear: Int, targetValue: Double? = nil, lower: Double? = nil,
        upper: Double? = nil, minimum: Double? = nil, maximum: Double? = nil, milestones: [Milestone] = [],
        reference: TargetReference? = nil
    ) throws(TargetTermsFault) {
        for number in [baseValue, targetValue, lower, upper, minimum, maximum] + milestones.map(\.value) {
            if let number, !number.isFinite { throw .notFinite }
        }
        if let baseYear, targetYear <= baseYear { throw .targetYearNotAfterBase }
        let traits = kind.traits
        if baseYear == nil, traits.needsBaseYear || reference?.mode == .everyYear { throw .noBaseYear(kind) }
        switch traits.statement {
        case .limits:
            if lower == nil, upper == nil { throw .rangeWithoutLimits }
            if let lower, let upper, lower > upper { throw .lowerAboveUpper }
        case .value, .percentOfBase, .percentOfRates:
            guard let targetValue else { throw .noTargetValue(kind) }
            if let fall = traits.fall, !fall.allows(targetValue) { throw .changeTooNegative(kind) }
        case .reference, .nothing:
            if targetValue != nil { throw .hasTargetValue(kind) }
            if lower != nil { throw .hasLower(kind) }
            if upper != nil { throw .hasUpper(kind) }
        }
        if traits.statement != .reference, reference != nil { throw .hasReference(kind) }
        if traits.statement == .reference, reference == nil { throw .noReference }
        if !milestones.isEmpty, !traits.hasMilestones { throw .hasMilestones(kind) }
        var previous = baseYear
        for milestone in milestones {
            if let previous, milestone.year <= previous { throw .milestoneNotLater(milestone.year) }
            if milestone.year >= targetYear { throw .milestoneNotBeforeTarget(milestone.year) }
            if let fall = traits.fall, !fall.allows(milestone.value) { throw .milestoneTooNegative(milestone.year) }
            previous = milestone.year
        }
        if let sense, case .only(let only) = traits.sense, sense != only { throw .senseContradictsKind(kind) }
        if let minimum, let maximum, minimum > maximum { throw .minimumAboveMaximum }
        self.kind = kind
        self.sense = sense ?? traits.sense.unlessStated(targetValue: targetValue)
        self.path = traits.path.path(stated: path)
        self.baseYear = baseYear
        self.baseValue = baseValue
        self.targetYear = targetYear
        self.targetValue = targetValue
        self.lower = lower
        self.upper = upper
        self.minimum = minimum
        self.maximum = maximum
        self.milestones = milestones
        self.reference = reference
    }
}

extension TargetTraits.Fall {
    /// Whether a change in percent may be asked.
    fileprivate func allows(_ percent: Double) -> Bool {
        switch self {
        case .toNothing: percent >= -100
        case .aboveNothing: percent > -100
        }
    }
}

extension TargetTraits.Sense {
    /// The sense of a target whose plan doesn't say one.
    fileprivate func unlessStated(targetValue: Double?) -> TargetSense {
        switch self {
        case .only(let sense): sense
        case .more: .atLeast
        case .less: .atMost
        case .bySign: targetValue ?? 0 < 0 ? .atMost : .atLeast
        }
    }
}

extension TargetTraits.Path {
    /// The path of a target, given what its plan says.
    fileprivate func path(stated: TargetPath?) -> TargetPath {
        switch self {
        case .stated: stated ?? .linear
        case .only(let path): path
        }
    }
}

/// Why a target's numbers can't be assessed: docs/methods.md, rules 29 and 39.
public enum TargetTermsFault: Error, Hashable, Sendable, CustomStringConvertible {
    case notFinite
    case targetYearNotAfterBase
    case noBaseYear(TargetKind)
    case noTargetValue(TargetKind)
    case rangeWithoutLimits
    case lowerAboveUpper
    case changeTooNegative(TargetKind)
    case senseContradictsKind(TargetKind)
    case minimumAboveMaximum
    case hasTargetValue(TargetKind)
    case hasLower(TargetKind)
    case hasUpper(TargetKind)
    case hasMilestones(TargetKind)
    case milestoneNotLater(Int)
    case milestoneNotBeforeTarget(Int)
    case milestoneTooNegative(Int)
    case noReference
    case referenceToItself
    case factorNotPositive
    case hasReference(TargetKind)

    /// What is wrong, in words.
    public var description: String {
        switch self {
        case .notFinite: "a number is not finite"
        case .targetYearNotAfterBase: "the target year does not lie after the base year"
        case .noBaseYear(let kind): "a target of kind \(kind) needs a base year"
        case .noTargetValue(let kind): "a target of kind \(kind) needs a target value"
        case .rangeWithoutLimits: "a range needs a lower or an upper limit"
        case .lowerAboveUpper: "the range's lower limit lies above its upper limit"
        case .changeTooNegative(let kind):
            "\(kind.traits.fall == .toNothing ? "less than −100 percent" : "−100 percent or less") is impossible "
                + "for a target of kind \(kind)"
        case .senseContradictsKind(let kind): "the sense contradicts the kind \(kind)"
        case .minimumAboveMaximum: "the minimum lies above the maximum"
        case .hasTargetValue(let kind): "a target of kind \(kind) has no target value"
        case .hasLower(let kind): "a target of kind \(kind) has no lower limit"
        case .hasUpper(let kind): "a target of kind \(kind) has no upper limit"
        case .hasMilestones(let kind): "a target of kind \(kind) has no milestones"
        case .milestoneNotLater(let year): "the milestone of \(year) does not lie after what is before it"
        case .milestoneNotBeforeTarget(let year): "the milestone of \(year) does not lie before the target year"
        case .milestoneTooNegative(let year): "the milestone of \(year) asks for less than −100 percent"
        case .noReference: "a target beside another series names none"
        case .referenceToItself: "the target stands beside its own series"
        case .factorNotPositive: "the factor is not above 0"
        case .hasReference(let kind): "a target of kind \(kind) stands beside no other series"
        }
    }
}
