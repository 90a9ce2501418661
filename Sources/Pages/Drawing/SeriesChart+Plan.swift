internal import Indicators
internal import Statistics

extension SeriesChart.Plan {
    /// What the plan of a target draws; nil of kinds that ask for something else than a level of the series.
    ///
    /// - Parameter observations: of the target's series, one a year, ascending.
    init?(of terms: TargetTerms, gap: TargetGap, observations: [Observation], asOfYear: Int) {
        switch terms.kind.traits.subject {
        case .flows, .comparison, .turn: return nil
        case .level, .levelFromBase: break
        }
        let line = PlanLine(of: terms, observations: observations, asOfYear: asOfYear)
        let goal = gap.targetLevel.map { SeriesChart.Point(year: terms.targetYear, value: $0) }
        let years = Set(terms.milestones.map(\.year))
        let points = line.points.map { SeriesChart.Point(year: $0.year, value: $0.value) }
        guard goal != nil || !points.isEmpty else { return nil }
        self.init(line: points, milestones: points.filter { years.contains($0.year) }, goal: goal)
    }
}
