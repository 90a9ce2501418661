/// What the readers of targets, the reports and the metrics have to know of a kind. They ask here and name no kind.
public struct TargetTraits: Hashable, Sendable {
    /// What a target is about.
    public enum Subject: Hashable, Sendable {
        /// The level in the target year.
        case level
        /// The level in the target year, which is worked out from the value at the base.
        case levelFromBase
        /// The flows of the years after the base.
        case flows
        /// The level beside that of another series.
        case comparison
        /// The year in which the series turns.
        case turn
    }

    /// The numbers that a plan states.
    public enum Statement: Hashable, Sendable {
        /// `target_value`, in the indicator's unit.
        case value
        /// `target_value`, a change in percent of the base. The base is in the indicator's unit.
        case percentOfBase(Fall)
        /// `target_value`, a change in percent that yearly rates make together. The indicator's values are such rates.
        case percentOfRates(Fall)
        /// `lower`, `upper` or both, in the indicator's unit.
        case limits
        /// None: another series, a factor and an offset.
        case reference
        /// None.
        case nothing
    }

    /// How far down a change in percent may ask.
    public enum Fall: Hashable, Sendable {
        /// To less than −100 percent it may not; to −100 percent it may.
        case toNothing
        /// To −100 percent or less it may not.
        case aboveNothing
    }

    /// Whether more or less is asked if the plan doesn't say so.
    public enum Sense: Hashable, Sendable {
        /// Always this one. The plan must not say the other.
        case only(TargetSense)
        /// More.
        case more
        /// Less.
        case less
        /// Less if `target_value` is negative, otherwise more.
        case bySign
    }

    /// The path from the base to the target.
    public enum Path: Hashable, Sendable {
        /// What the plan says; linear if it says nothing.
        case stated
        /// Always this one.
        case only(TargetPath)
    }

    /// What a target is about.
    public let subject: Subject
    /// The numbers that a plan states.
    public let statement: Statement
    /// Whether a target without a base year is refused.
    public let needsBaseYear: Bool
    /// Whether more or less is asked.
    public let sense: Sense
    /// The path from the base.
    public let path: Path
    /// Whether a plan may state milestones.
    public let hasMilestones: Bool

    /// The traits of a kind. Each has to be said, so that none is forgotten.
    public init(
        subject: Subject, statement: Statement, needsBaseYear: Bool, sense: Sense, path: Path, hasMilestones: Bool
    ) {
        self.subject = subject
        self.statement = statement
        self.needsBaseYear = needsBaseYear
        self.sense = sense
        self.path = path
        self.hasMilestones = hasMilestones
    }

    /// Whether `target_value` is in percent, whatever the indicator's unit is.
    public var isInPercent: Bool {
        switch statement {
        case .percentOfBase, .percentOfRates: true
        case .value, .limits, .reference, .nothing: false
        }
    }

    /// Whether `base_value` is in the indicator's unit though `target_value` is in percent.
    public var hasBaseInIndicatorUnit: Bool {
        switch statement {
        case .percentOfBase: true
        case .percentOfRates, .value, .limits, .reference, .nothing: false
        }
    }

    /// Whether the indicator's own values have to be yearly rates in percent.
    public var needsRates: Bool {
        switch statement {
        case .percentOfRates: true
        case .percentOfBase, .value, .limits, .reference, .nothing: false
        }
    }

    /// How far down the change may ask; nil if `target_value` is no percentage.
    public var fall: Fall? {
        switch statement {
        case .percentOfBase(let fall), .percentOfRates(let fall): fall
        case .value, .limits, .reference, .nothing: nil
        }
    }
}
