/// What kind of number a plan states: METHODS, "Target gaps".
public enum TargetKind: String, Hashable, Sendable, CaseIterable {
    case atLeast = "at_least"
    case atMost = "at_most"
    case changePercent = "change_pct"
    case changeAbsolute = "change_abs"
    case annualGrowth = "annual_growth"
    case range
    case cumulative
    case annualMean = "annual_mean"
    case compound
    case hold

    /// Whether the kind is about flows in the years after the base, not about a level.
    public var isFlow: Bool {
        switch self {
        case .cumulative, .annualMean, .compound, .hold: true
        default: false
        }
    }

    /// Whether the level asked is worked out from the base's value.
    public var isFromBase: Bool {
        switch self {
        case .changePercent, .changeAbsolute, .annualGrowth: true
        default: false
        }
    }

    /// Whether a target of this kind is refused without a base year.
    public var needsBaseYear: Bool { isFlow || self == .annualGrowth }

    /// Whether `target_value` is in percent, whatever the indicator's unit.
    public var isInPercent: Bool { self == .changePercent || self == .annualGrowth || self == .compound }

    /// Whether `base_value` is in the indicator's unit though `target_value` is in percent.
    public var hasBaseInIndicatorUnit: Bool { self == .changePercent || self == .annualGrowth }

    /// The path of a kind that has only one, whatever the plan says.
    var fixedPath: TargetPath? {
        switch self {
        case .annualGrowth: .geometric
        case .range: .linear
        default: nil
        }
    }

    func defaultSense(targetValue: Double?) -> TargetSense {
        switch self {
        case .atMost: .atMost
        case .changePercent, .changeAbsolute, .annualGrowth, .compound: targetValue ?? 0 < 0 ? .atMost : .atLeast
        default: .atLeast
        }
    }
}

/// Whether a target asks for more or for less.
public enum TargetSense: String, Hashable, Sendable, CaseIterable {
    case atLeast = "at_least"
    case atMost = "at_most"

    /// +1 where more is asked, −1 where less is.
    public var sign: Double { self == .atLeast ? 1 : -1 }
}

/// The path from a base to a target: by equal steps or by equal ratios.
public enum TargetPath: String, Hashable, Sendable, CaseIterable {
    case linear, geometric
}
