internal import Indicators

/// What a plan asks before its last year: docs/methods.md, rule 36.
extension LevelAssessment {
    /// What the plan asks after the year of the latest observation, first; nil in the target year.
    var next: (year: Int, level: WideNumber, step: WideNumber)? {
        guard let next = asked.first(where: { $0.year > year }), let level = next.requirement.level else { return nil }
        return (next.year, level, Movement(start: value, end: level, years: next.year - year).pace(along: .linear))
    }

    /// The milestones whose own observation decisively does not meet them. A level from the base needs a base before no break.
    var missedMilestones: [(year: Int, requirement: Requirement)] {
        milestones.filter { milestone in
            guard let own = values.first(where: { $0.year == milestone.year }),
                !milestone.requirement.isMet(by: own.value), milestone.requirement.isDecisive(own)
            else { return false }
            return terms.kind.traits.subject != .levelFromBase
                || !values.hasBreak(after: baseYear, through: milestone.year)
        }
    }

    /// The newest of the milestones missed; nil once a later firm value has reached what is asked after it.
    func standingYear(ofMissed years: [Int]) -> Int? {
        guard let missed = years.last, let next = asked.first(where: { $0.year > missed }) else {
            return nil
        }
        let isReached = values.contains {
            $0.year > missed && next.requirement.isMet(by: $0.value) && next.requirement.isFirm($0)
        }
        return isReached ? nil : missed
    }

    /// The milestones and the target, by year.
    private var asked: [(year: Int, requirement: Requirement)] { milestones + [(targetYear, requirement)] }
}
