internal import Indicators

/// The keys of METHODS' table of flows, a column a kind; nothing of it beyond compounding.
extension FlowAssessment {
    var path: TargetPath? {
        switch terms.kind {
        case .cumulative: .linear
        case .compound: isBeyondCompounding ? nil : .geometric
        default: nil
        }
    }

    var pathValue: WideNumber? {
        switch terms.kind {
        case .cumulative: isBroken ? nil : level * elapsedRatio
        case .compound:
            isBeyondCompounding || isCap
                ? nil : Self.percent(levelFactor.logarithm * (Double(years) / Double(allYears)))
        default: nil
        }
    }

    var pathGap: WideNumber? {
        guard let pathValue, let value else { return nil }
        return terms.sense == .atLeast ? pathValue - value : value - pathValue
    }

    var paceRatio: WideNumber? {
        guard !isPartial, !isBroken else { return nil }
        switch terms.kind {
        case .cumulative:
            return isOdd ? nil : inSense(sum / WideNumber(years), level / WideNumber(allYears))
        case .annualMean:
            guard let value, value.isPositive, level.isPositive else { return nil }
            return inSense(value, level)
        case .compound: return logarithmicShare.map { $0 * WideNumber(allYears) / WideNumber(years) }
        default: return nil
        }
    }

    var progressRatio: WideNumber? {
        switch terms.kind {
        case .cumulative: isBroken || isOdd ? nil : sum / level
        case .compound: logarithmicShare
        default: nil
        }
    }

    var requiredStep: WideNumber? {
        guard year < targetYear, !isPartial else { return nil }
        let left = WideNumber(targetYear - year)
        switch terms.kind {
        case .cumulative: return (level - sum) / left
        case .annualMean: return (level * WideNumber(allYears) - sum) / left
        case .compound:
            return factor.map { Self.percent((levelFactor / $0).logarithm / Double(targetYear - year)) }
        default: return nil
        }
    }

    var projectedValue: WideNumber? {
        guard !isPartial, !isBroken else { return nil }
        switch terms.kind {
        case .cumulative: return sum * WideNumber(allYears) / WideNumber(years)
        case .compound: return factor.map { Self.percent($0.logarithm * (Double(allYears) / Double(years))) }
        default: return nil
        }
    }

    var hitYear: Int? {
        guard terms.kind == .cumulative, terms.sense == .atLeast, !isOdd else { return nil }
        if isMet { return year }
        guard !isPartial, !isBroken, sum.isPositive else { return nil }
        return LevelAssessment.wholeYears((level - sum) * WideNumber(years) / sum).map { year + $0 }
    }

    /// ln(1 + v/100)/ln(1 + Y/100); nil where Y is 0, or no change at all would meet.
    private var logarithmicShare: WideNumber? {
        guard let factor, !level.isZero, !isCap else { return nil }
        return WideNumber(factor.logarithm) / WideNumber(levelFactor.logarithm)
    }

    /// The ratio, inverted where less is asked; nil over 0.
    private func inSense(_ actual: WideNumber, _ needed: WideNumber) -> WideNumber? {
        let (over, under) = terms.sense == .atLeast ? (actual, needed) : (needed, actual)
        return under.isZero ? nil : over / under
    }

    /// 100(eˣ − 1).
    private static func percent(_ logarithm: Double) -> WideNumber { .exponentialLessOne(logarithm) * 100.0 }
}
