internal import Indicators

extension PlanLine {
    /// The line of a target of the level family, whether or not an observation follows the base.
    static func points(ofLevel question: TargetQuestion, rules: LevelRules) -> [Point] {
        let terms = question.terms
        let values = DatedValue.existing(in: question.observations, through: question.asOfYear)
        guard let baseYear = terms.baseYear,
            let baseValue = terms.baseValue.map({ WideNumber($0) })
                ?? values.first(where: { $0.year == baseYear })?.value,
            !rules.needsPositiveBase || baseValue.isPositive,
            let requirement = rules.asked(terms, baseValue, terms.targetValue), let level = requirement.level
        else { return [] }
        let milestones = terms.milestones.compactMap { milestone in
            rules.asked(terms, baseValue, milestone.value).map { (year: milestone.year, requirement: $0) }
        }
        let path: PlannedPath?
        if let latest = values.last(where: { $0.year <= terms.targetYear }), latest.year > baseYear {
            path =
                LevelAssessment(
                    terms: terms, requirement: requirement, milestones: milestones, values: values, latest: latest,
                    baseValue: baseValue
                ).planned
        } else {
            let points = PlannedPath.points(
                from: (baseYear, baseValue), by: milestones, to: (terms.targetYear, level))
            path =
                requirement.isMet(by: baseValue)
                ? nil : PlannedPath(points: points, form: terms.path.possible(through: points.map(\.level)))
        }
        return points(of: terms) { path?.value(in: $0) }
    }

    /// The line of a target of the flow family: what the years since the base are to make together.
    static func points(ofFlow question: TargetQuestion, as type: (some FlowAssessment).Type) -> [Point] {
        let terms = question.terms
        guard let baseYear = terms.baseYear, let level = terms.targetValue else { return [] }
        let values = DatedValue.existing(in: question.observations, through: question.asOfYear)
        if let years = FlowYears(of: terms, values: values), !type.init(years).hasPath { return [] }
        return points(of: terms) { year in
            type.path(
                of: terms, to: WideNumber(level),
                elapsed: WideNumber(year - baseYear) / WideNumber(terms.targetYear - baseYear))
        }
    }

    /// The points of the years from the base to the target; none if one of them is beyond the range of a double.
    private static func points(of terms: TargetTerms, _ value: (Int) -> WideNumber?) -> [Point] {
        guard let baseYear = terms.baseYear else { return [] }
        let points = (baseYear...terms.targetYear).compactMap { year in
            value(year)?.double.map { Point(year: year, value: $0) }
        }
        return points.count == terms.targetYear - baseYear + 1 ? points : []
    }
}
