/// What kind of number a plan states: a name, traits that others ask for, and the rules of the assessment.
///
/// `Statistics` defines each kind in a file of its own and lists all of them in `TargetKind.allCases`.
/// Two kinds of one name are equal.
public struct TargetKind: Sendable {
    /// The rules of a kind: they turn a question into a gap.
    public typealias Rules = @Sendable (TargetQuestion) -> TargetGap
    /// The plan's line by a question: see ``PlanLine``.
    public typealias Line = @Sendable (TargetQuestion) -> [PlanLine.Point]

    /// The name in `targets.csv`, in JSON and in labels.
    public let rawValue: String
    /// What others than the rules have to know.
    public let traits: TargetTraits
    /// Assesses a target of this kind.
    public let gap: Rules
    /// The line from the base to the target.
    let line: Line

    /// Defines a kind. Its name must be one that no other kind has.
    ///
    /// - Parameter line: the line from the base to the target; a kind without a path has none.
    public init(
        _ rawValue: String, traits: TargetTraits, line: @escaping Line = { _ in [] }, rules: @escaping Rules
    ) {
        self.rawValue = rawValue
        self.traits = traits
        self.line = line
        gap = rules
    }
}

extension TargetKind: Hashable, CustomStringConvertible {
    /// Whether two kinds have one name.
    public static func == (left: Self, right: Self) -> Bool { left.rawValue == right.rawValue }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }

    /// The name.
    public var description: String { rawValue }
}

/// What the rules of a kind are given.
public struct TargetQuestion: Sendable {
    /// What the plan asks.
    public let terms: TargetTerms
    /// The observations of the target's series, one a year, ascending.
    public let observations: [Observation]
    /// Those of the series beside which the target stands, one a year, ascending; none unless the plan names one.
    public let reference: [Observation]
    /// The year that counts as now. The rules ignore later observations.
    public let asOfYear: Int
    /// How many observations a forecast is fitted to.
    public let window: Int
}

/// Whether a target asks for more or for less.
public enum TargetSense: String, Hashable, Sendable, CaseIterable {
    case atLeast = "at_least"
    case atMost = "at_most"
}

/// The path from a base to a target: by equal steps or by equal ratios.
public enum TargetPath: String, Hashable, Sendable, CaseIterable {
    case linear, geometric
}
