internal import Indicators

/// What a target asks of a value: a level to be reached from one side, or a range to be in.
enum Requirement {
    /// At least or at most a level; a computed one is reached but for rounding.
    case level(WideNumber, sense: TargetSense, isComputed: Bool)
    /// Inside the limits, a missing one unbounded.
    case range(lower: WideNumber?, upper: WideNumber?)

    /// Whether a is at least b, or falls short by at most 10⁻¹² of the larger magnitude. For computed numbers.
    static func reaches(_ a: WideNumber, _ b: WideNumber) -> Bool {
        a >= b || b - a <= 1e-12 * max(a.magnitude, b.magnitude)
    }

    /// The level asked; nil for a range.
    var level: WideNumber? {
        guard case .level(let level, _, _) = self else { return nil }
        return level
    }

    /// Whether a value meets.
    func isMet(by value: WideNumber) -> Bool {
        switch self {
        case .level(let level, .atLeast, let isComputed):
            isComputed ? Self.reaches(value, level) : value >= level
        case .level(let level, .atMost, let isComputed):
            isComputed ? Self.reaches(-value, -level) : value <= level
        case .range: distance(of: value).isZero
        }
    }

    /// s(Y − y), or D(y) = max(lower − y, y − upper, 0) of a range.
    func distance(of value: WideNumber) -> WideNumber {
        switch self {
        case .level(let level, .atLeast, _): level - value
        case .level(let level, .atMost, _): value - level
        case .range: nearestLimit(to: value).map { ($0 - value).magnitude } ?? 0.0
        }
    }

    /// The limit of a range that is nearest to a value outside; nil for a value inside, and for a level.
    func nearestLimit(to value: WideNumber) -> WideNumber? {
        guard case .range(let lower, let upper) = self else { return nil }
        if let lower, value < lower { return lower }
        if let upper, value > upper { return upper }
        return nil
    }

    /// Whether a number that meets can't count as meeting under its bound: the true value may not meet.
    func isForbidden(by bound: ObservationBound) -> Bool {
        switch self {
        case .level(_, .atLeast, _): bound.leansDown
        case .level(_, .atMost, _): bound.leansUp
        case .range: bound.leansUp || bound.leansDown
        }
    }

    /// Whether the true value may meet though the number does not, by the number's bound.
    func hasRoom(under bound: ObservationBound) -> Bool {
        switch self {
        case .level(_, .atLeast, _): bound.leansUp
        case .level(_, .atMost, _): bound.leansDown
        case .range: bound.leansUp || bound.leansDown
        }
    }

    /// Whether a value that meets is firm.
    func isFirm(_ value: DatedValue) -> Bool {
        !value.isEstimated && !isForbidden(by: value.observation.bound)
    }

    /// Whether a value that doesn't meet is decisive.
    func isDecisive(_ value: DatedValue) -> Bool {
        !value.isEstimated && !hasRoom(under: value.observation.bound)
    }
}
