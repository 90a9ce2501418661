internal import Indicators

/// Where the pace since the base leads, and when it meets.
extension LevelAssessment {
    /// How far ahead a year of meeting is looked for.
    static let furthestHit = 100

    /// x > 0 years rounded up to whole years, at least 1; nil beyond a century.
    static func wholeYears(_ x: WideNumber) -> Int? {
        guard let years = (x - 1e-9).double?.rounded(.up), years <= Double(furthestHit) else { return nil }
        return max(Int(years), 1)
    }

    private var minimum: WideNumber? { terms.minimum.map { WideNumber($0) } }
    private var maximum: WideNumber? { terms.maximum.map { WideNumber($0) } }

    /// (y_t − y_b)/(t − b).
    private func step(since base: (year: Int, value: WideNumber)) -> WideNumber {
        (value - base.value) / WideNumber(year - base.year)
    }

    var projectedValue: WideNumber? {
        guard let base, !isBroken else { return nil }
        var projected: WideNumber
        if path == .geometric {
            let share = Double(targetYear - year) / Double(year - base.year)
            projected = value * .exponential((value / base.value).logarithm * share)
        } else {
            projected = value + step(since: base) * WideNumber(targetYear - year)
        }
        if let minimum { projected = max(projected, minimum) }
        if let maximum { projected = min(projected, maximum) }
        return projected
    }

    var hitYear: Int? {
        if isLevelBroken { return nil }
        if isMet { return year }
        guard let base, !isBroken else { return nil }
        let years = level.map { yearsToLevel($0, since: base) } ?? yearsToRange(since: base)
        return years.map { year + $0 }
    }

    private func yearsToLevel(_ level: WideNumber, since base: (year: Int, value: WideNumber)) -> Int? {
        guard isWithinBounds(level) else { return nil }
        let x: WideNumber
        if path == .geometric {
            let growth = (value / base.value).logarithm
            guard growth != 0 else { return nil }
            x = WideNumber(Double(year - base.year) * (level / value).logarithm) / WideNumber(growth)
        } else {
            let step = step(since: base)
            guard !step.isZero else { return nil }
            x = (level - value) / step
        }
        return x.isPositive ? Self.wholeYears(x) : nil
    }

    /// Whether the bounds allow a level. A computed level may pass a bound by as much as rounding causes.
    private func isWithinBounds(_ level: WideNumber) -> Bool {
        guard case .level(_, _, isComputed: true) = requirement else {
            return minimum.map { $0 <= level } ?? true && maximum.map { level <= $0 } ?? true
        }
        return minimum.map { Requirement.reaches(level, $0) } ?? true
            && maximum.map { Requirement.reaches($0, level) } ?? true
    }

    private func yearsToRange(since base: (year: Int, value: WideNumber)) -> Int? {
        guard case .range(let lower, let upper) = requirement, let near = requirement.nearestLimit(to: value) else {
            return nil
        }
        let step = step(since: base)
        let isRising = value < near
        guard isRising ? step.isPositive : step.isNegative else { return nil }
        var far = isRising ? upper : lower
        if let bound = isRising ? maximum : minimum {
            if isRising ? bound < near : bound > near { return nil }
            if let limit = far, isRising ? bound <= limit : bound >= limit { far = nil }
        }
        guard let years = Self.wholeYears((near - value) / step) else { return nil }
        if let far, WideNumber(years) > (far - value) / step + 1e-9 { return nil }
        return years
    }
}
