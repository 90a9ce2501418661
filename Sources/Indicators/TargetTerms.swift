/// The numbers of a target, all but `targetValue` of relative kinds in the indicator's unit: what METHODS calls the target.
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
    /// The plan's number; nil for a range. Percent for `change_pct`, `annual_growth` and `compound`.
    public let targetValue: Double?
    /// A range's lower limit.
    public let lower: Double?
    /// A range's upper limit.
    public let upper: Double?
    /// The least possible value: projections are clamped to it.
    public let minimum: Double?
    /// The greatest possible value: projections are clamped to it.
    public let maximum: Double?

    /// Makes terms of a plan's numbers, with METHODS' defaults for `sense` and `path`.
    ///
    /// - Throws: the first ``TargetTermsFault`` of METHODS' "Input errors" that applies.
    public init(
        kind: TargetKind, sense: TargetSense? = nil, path: TargetPath? = nil, baseYear: Int? = nil,
        baseValue: Double? = nil, targetYear: Int, targetValue: Double? = nil, lower: Double? = nil,
        upper: Double? = nil, minimum: Double? = nil, maximum: Double? = nil
    ) throws(TargetTermsFault) {
        for number in [baseValue, targetValue, lower, upper, minimum, maximum] {
            if let number, !number.isFinite { throw .notFinite }
        }
        if let baseYear, targetYear <= baseYear { throw .targetYearNotAfterBase }
        if baseYear == nil, kind.needsBaseYear { throw .noBaseYear(kind) }
        if kind == .range {
            if lower == nil, upper == nil { throw .rangeWithoutLimits }
            if let lower, let upper, lower > upper { throw .lowerAboveUpper }
        } else {
            guard let targetValue else { throw .noTargetValue(kind) }
            if kind == .annualGrowth || kind == .compound, targetValue <= -100 { throw .changeTooNegative(kind) }
            if kind == .changePercent, targetValue < -100 { throw .changeTooNegative(kind) }
        }
        if let sense, kind == .atLeast && sense == .atMost || kind == .atMost && sense == .atLeast {
            throw .senseContradictsKind(kind)
        }
        if let minimum, let maximum, minimum > maximum { throw .minimumAboveMaximum }
        self.kind = kind
        self.sense = sense ?? kind.defaultSense(targetValue: targetValue)
        self.path = kind.fixedPath ?? path ?? .linear
        self.baseYear = baseYear
        self.baseValue = baseValue
        self.targetYear = targetYear
        self.targetValue = targetValue
        self.lower = lower
        self.upper = upper
        self.minimum = minimum
        self.maximum = maximum
    }
}

/// Why a target's numbers can't be assessed: METHODS, "Input errors".
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

    /// What is wrong, in words.
    public var description: String {
        switch self {
        case .notFinite: "a number is not finite"
        case .targetYearNotAfterBase: "the target year does not lie after the base year"
        case .noBaseYear(let kind): "a target of kind \(kind.rawValue) needs a base year"
        case .noTargetValue(let kind): "a target of kind \(kind.rawValue) needs a target value"
        case .rangeWithoutLimits: "a range needs a lower or an upper limit"
        case .lowerAboveUpper: "the range's lower limit lies above its upper limit"
        case .changeTooNegative(let kind):
            "\(kind == .changePercent ? "less than −100 percent" : "−100 percent or less") is impossible "
                + "for a target of kind \(kind.rawValue)"
        case .senseContradictsKind(let kind): "the sense contradicts the kind \(kind.rawValue)"
        case .minimumAboveMaximum: "the minimum lies above the maximum"
        }
    }
}
