internal import Indicators

/// The path from the base by the milestones to the target: docs/methods.md, rule 35.
struct PlannedPath {
    /// Base, milestones and target, by year.
    let points: [(year: Int, level: WideNumber)]
    let form: TargetPath
    private let legs: [Leg]

    /// The path through some points in one form, which they all have to allow.
    init(points: [(year: Int, level: WideNumber)], form: TargetPath) {
        self.points = points
        self.form = form
        legs = zip(points, points.dropFirst()).map { Leg(start: $0, end: $1) }
    }

    /// The base, the milestones that ask for a level, and the target.
    static func points(
        from base: (year: Int, level: WideNumber), by milestones: [(year: Int, requirement: Requirement)],
        to target: (year: Int, level: WideNumber)
    ) -> [(year: Int, level: WideNumber)] {
        [base] + milestones.compactMap { milestone in milestone.requirement.level.map { (milestone.year, $0) } }
            + [target]
    }

    /// Where the path is in a year from the base to the target year.
    func value(in year: Int) -> WideNumber {
        guard let leg = legs.first(where: { $0.end.year >= year }) else { return points[points.count - 1].level }
        let share = leg.share(from: leg.start.year, through: year)
        switch form {
        case .linear: return leg.start.level + (leg.end.level - leg.start.level) * share
        case .geometric: return leg.start.level * .exponential(leg.growth * (share.double ?? 0))
        }
    }

    /// The pace that the path asks between two years; nil if it asks for nothing in the target's sense.
    ///
    /// A plan may stand or dip at first: a ratio to that would praise a deeper dip. Without milestones there is no dip.
    func pace(from start: Int, through end: Int, sense: TargetSense) -> WideNumber? {
        if points.count == 2 {
            let whole = Movement(
                start: points[0].level, end: points[1].level, years: points[1].year - points[0].year)
            return whole.pace(along: form)
        }
        let used = legs.filter { $0.start.year < end && $0.end.year > start }
        let (from, to) = (value(in: start), value(in: end))
        // Of the legs, not of the two values: those are of the same size, and their difference may be small.
        let step = used.reduce(WideNumber(0)) {
            $0 + ($1.end.level - $1.start.level) * $1.share(from: start, through: end)
        }
        let asked = form == .linear ? step : to - from
        let towards = sense == .atLeast ? asked : -asked
        guard towards > 1e-12 * max(from.magnitude, to.magnitude) else { return nil }
        switch form {
        case .linear: return step / WideNumber(end - start)
        case .geometric:
            let growth = used.reduce(0) { $0 + $1.growth * ($1.share(from: start, through: end).double ?? 0) }
            return .exponentialLessOne(growth / Double(end - start))
        }
    }

    /// The path between two neighbours.
    private struct Leg {
        let start: (year: Int, level: WideNumber)
        let end: (year: Int, level: WideNumber)

        /// ln(Q/P).
        var growth: Double { (end.level / start.level).logarithm }

        /// The share of the leg that lies between two years.
        func share(from first: Int, through last: Int) -> WideNumber {
            let years = min(last, end.year) - max(first, start.year)
            return WideNumber(years) / WideNumber(end.year - start.year)
        }
    }
}

extension TargetPath {
    /// The path that some levels allow: a geometric one needs all of them to be positive, else it is linear.
    func possible(through levels: [WideNumber]) -> TargetPath {
        self == .geometric && levels.allSatisfy(\.isPositive) ? .geometric : .linear
    }
}
