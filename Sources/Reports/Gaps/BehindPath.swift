public import Evaluation
internal import Indicators
internal import Statistics

/// Since when a target has been behind the plan's path: docs/methods.md, rule 45.
public struct BehindPath: Hashable, Sendable {
    /// The first year since which every figure was behind where the path stood in its year.
    public let since: Int

    /// Looks back from a target's gap, year by year, as each of those years would have seen it.
    ///
    /// Nil where the target is not behind its path now.
    public init?(_ report: GapReport, in snapshot: Snapshot) {
        let reference = report.target.terms.reference.flatMap { snapshot.series(of: $0.series)?.series.observations }
        self.init(
            of: report.target.terms, gap: report.gap,
            observations: snapshot.series(of: report.target.series)?.series.observations ?? [],
            reference: reference ?? [])
    }

    /// Looks back from a gap of some observations.
    init?(of terms: TargetTerms, gap: TargetGap, observations: [Observation], reference: [Observation]) {
        guard gap.pathGap ?? 0 > 0, let newest = gap.year else { return nil }
        var since = newest
        for year in observations.map(\.period.year).reversed() where year < newest && year > terms.baseYear ?? .min {
            let then = TargetGap(of: terms, observations: observations, reference: reference, asOfYear: year)
            guard then.year == year else { continue }
            guard then.pathGap ?? 0 > 0 else { break }
            since = year
        }
        self.since = since
    }
}
