internal import Indicators

/// The numbers of a row before they are checked.
struct TargetNumbers {
    let kind: TargetKind
    var sense: TargetSense?
    let path: TargetPath?
    var baseYear: Int?
    let baseValue: Double?
    var targetYear: Int
    var targetValue: Double?
    var lower: Double?
    var upper: Double?
    var minimum: Double?
    let maximum: Double?
    var milestones: [Milestone]
    var reference: TargetReference?

    /// The terms; nil if they have a fault. To find all faults, each number with a fault is replaced by a right one.
    func terms(report: (TargetTermsFault) -> Void) -> TargetTerms? {
        var numbers = self
        var terms: TargetTerms?
        var reported: [TargetTermsFault] = []
        while terms == nil {
            do {
                terms = try TargetTerms(
                    kind: kind, sense: numbers.sense, path: path, baseYear: numbers.baseYear, baseValue: baseValue,
                    targetYear: numbers.targetYear, targetValue: numbers.targetValue, lower: numbers.lower,
                    upper: numbers.upper, minimum: numbers.minimum, maximum: maximum, milestones: numbers.milestones,
                    reference: numbers.reference)
            } catch {
                // A fault that stays though it was put right ends the search.
                if reported.contains(error) { return nil }
                report(error)
                reported.append(error)
                numbers.amend(error)
            }
        }
        return reported.isEmpty ? terms : nil
    }

    private mutating func amend(_ fault: TargetTermsFault) {
        switch fault {
        case .notFinite: break
        case .targetYearNotAfterBase: targetYear = (baseYear ?? targetYear) + 1
        case .noBaseYear: baseYear = targetYear - 1
        case .noTargetValue, .changeTooNegative: targetValue = 0
        case .rangeWithoutLimits: lower = 0
        case .lowerAboveUpper: upper = nil
        case .senseContradictsKind: sense = nil
        case .minimumAboveMaximum: minimum = nil
        case .hasTargetValue: targetValue = nil
        case .hasLower: lower = nil
        case .hasUpper: upper = nil
        case .hasMilestones: milestones = []
        case .milestoneNotLater(let year), .milestoneNotBeforeTarget(let year), .milestoneTooNegative(let year):
            if let wrong = milestones.lastIndex(where: { $0.year == year }) { milestones.remove(at: wrong) }
        case .hasReference: reference = nil
        case .noReference, .referenceToItself, .factorNotPositive: break
        }
    }
}
