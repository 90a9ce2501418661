internal import Indicators

/// The keys that need b, y_b and t > b, and follow the path from the base.
extension LevelAssessment {
    /// The path that can be followed. A geometric one becomes linear if a value is not positive.
    var path: TargetPath? {
        guard let base else { return nil }
        let isPositive = base.value.isPositive && value.isPositive && level?.isPositive ?? false
        return terms.path == .geometric && isPositive ? .geometric : .linear
    }

    var pathReason: TargetReason? { path == nil || path == terms.path ? nil : .notPositive }

    /// b and y_b; nil if path, pace and progress are undefined: after a break, or if y_b meets already.
    private var start: (year: Int, value: WideNumber)? { isBroken || isMetAtBase ? nil : base }

    var pathValue: WideNumber? {
        guard let start, let level, let elapsedRatio else { return nil }
        return path == .geometric
            ? start.value * .exponential((level / start.value).logarithm * (elapsedRatio.double ?? 0))
            : start.value + (level - start.value) * elapsedRatio
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

    /// The pace from an earlier value to y_t over the pace needed from the base to Y in T.
    private func paceRatio(
        since earlier: (year: Int, value: WideNumber), start: (year: Int, value: WideNumber)
    ) -> WideNumber? {
        let (years, allYears) = (year - earlier.year, targetYear - start.year)
        guard let level else {
            let covered = requirement.distance(of: earlier.value) - requirement.distance(of: value)
            return (covered / WideNumber(years)) / (requirement.distance(of: start.value) / WideNumber(allYears))
        }
        guard path == .geometric else {
            return ((value - earlier.value) / WideNumber(years)) / ((level - start.value) / WideNumber(allYears))
        }
        guard earlier.value.isPositive else { return nil }
        return .exponentialLessOne((value / earlier.value).logarithm / Double(years))
            / .exponentialLessOne((level / start.value).logarithm / Double(allYears))
    }
}
