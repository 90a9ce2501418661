internal import Indicators

/// The keys that need b, y_b and t > b, and follow the path from the base.
extension LevelAssessment {
    /// The path that can be followed. A geometric one becomes linear if a value is not positive.
    var path: TargetPath? {
        guard let base else { return nil }
        let levels = [base.value, value] + ([requirement] + milestones.map(\.requirement)).compactMap(\.level)
        return level == nil ? .linear : terms.path.possible(through: levels)
    }

    var pathReason: TargetReason? { path == nil || path == terms.path ? nil : .notPositive }

    /// b and y_b; nil if path, pace and progress are undefined: after a break, or if y_b meets already.
    private var start: (year: Int, value: WideNumber)? { isBroken || isMetAtBase ? nil : base }

    /// The way from the base by the milestones to the target; nil for a range, and where it is undefined.
    func plan() -> PlannedPath? {
        guard let start, let level, let path else { return nil }
        let points = PlannedPath.points(from: (start.year, start.value), by: milestones, to: (targetYear, level))
        return PlannedPath(points: points, form: path)
    }

    var pathGap: WideNumber? {
        guard let start, let elapsedRatio else { return nil }
        guard let pathValue else {
            return requirement.distance(of: value) - requirement.distance(of: start.value) * (1.0 - elapsedRatio)
        }
        return terms.sense == .atLeast ? pathValue - value : value - pathValue
    }

    var paceRatio: WideNumber? { start.flatMap { paceRatio(since: $0, start: $0) } }

    var recentPaceRatio: WideNumber? {
        guard let start, year - 3 >= start.year else { return nil }
        let recent = values.last { $0.year <= year - 3 && $0.year > start.year }
        return paceRatio(since: recent.map { ($0.year, $0.value) } ?? start, start: start)
    }

    var progressRatio: WideNumber? {
        guard let start else { return nil }
        guard let level else {
            return 1.0 - requirement.distance(of: value) / requirement.distance(of: start.value)
        }
        return (value - start.value) / (level - start.value)
    }

    /// The pace from an earlier value to y_t over the pace that the path asks for.
    private func paceRatio(
        since earlier: (year: Int, value: WideNumber), start: (year: Int, value: WideNumber)
    ) -> WideNumber? {
        let years = year - earlier.year
        guard let planned else {
            return rangePaceRatio(from: earlier.value, to: value, years: years, base: start.value, of: start.year)
        }
        if planned.form == .geometric, !earlier.value.isPositive { return nil }
        let done = Movement(start: earlier.value, end: value, years: years)
        return planned.pace(from: earlier.year, through: year, sense: terms.sense)
            .map { done.pace(along: planned.form) / $0 }
    }

    /// How fast a range came nearer over how fast it has to from the base.
    private func rangePaceRatio(
        from start: WideNumber, to end: WideNumber, years: Int, base: WideNumber, of baseYear: Int
    ) -> WideNumber {
        let done = Movement(
            start: requirement.distance(of: start), end: requirement.distance(of: end), years: years)
        let needed = Movement(start: requirement.distance(of: base), end: 0.0, years: targetYear - baseYear)
        return done.pace(along: .linear) / needed.pace(along: .linear)
    }

    /// The pace before the base over the pace needed from it to the target: docs/methods.md, rule 33.
    ///
    /// Neither milestones nor anything after the base has a say.
    var priorPaceRatio: WideNumber? {
        guard let baseYear, let baseValue, !isMetAtBase else { return nil }
        // One year's step is noise: a plan of one year looks back two.
        let first = baseYear - max(targetYear - baseYear, 2)
        guard let earlier = values.first(where: { $0.year >= first && $0.year <= baseYear - 2 }),
            !values.hasBreak(after: earlier.year, through: baseYear)
        else { return nil }
        let years = baseYear - earlier.year
        guard let level else {
            return rangePaceRatio(from: earlier.value, to: baseValue, years: years, base: baseValue, of: baseYear)
        }
        let isPositive = earlier.value.isPositive && baseValue.isPositive && level.isPositive
        let path = terms.path == .geometric && isPositive ? TargetPath.geometric : .linear
        let done = Movement(start: earlier.value, end: baseValue, years: years)
        let needed = Movement(start: baseValue, end: level, years: targetYear - baseYear)
        return done.pace(along: path) / needed.pace(along: path)
    }
}
