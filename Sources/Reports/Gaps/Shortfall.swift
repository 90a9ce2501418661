internal import Indicators
internal import Statistics

/// In which years a target has been behind: docs/methods.md, rule 45.
public struct Shortfall: Hashable, Sendable {
    /// From the first year since which every figure was behind to the newest figure that was. Of a limit that was broken those
    /// that broke it last: later ones may have kept it.
    public let years: ClosedRange<Int>

    /// Looks back from a gap of some observations, year by year.
    ///
    /// Nil where the target is not behind now.
    init?(of terms: TargetTerms, gap: TargetGap, observations: [Observation], reference: [Observation]) {
        guard let newest = gap.year, let isBehind = Self.test(of: gap) else { return nil }
        var years: ClosedRange<Int>?
        for year in observations.map(\.period.year).reversed() where year <= newest && year > terms.baseYear ?? .min {
            // A year of a limit stands alone: one that is broken later is not broken before.
            let isAlone = gap.worstYear != nil
            let seen = observations.filter { !isAlone || [year, terms.baseYear].contains($0.period.year) }
            let then = TargetGap(of: terms, observations: seen, reference: reference, asOfYear: year)
            guard then.year == year else { continue }
            if isBehind(then) {
                years = year...(years?.upperBound ?? year)
            } else if years != nil {
                break
            }
        }
        guard let years else { return nil }
        self.years = years
    }

    /// What the gap of an earlier year is asked, by how the target is behind now; nil: it is not.
    private static func test(of gap: TargetGap) -> ((TargetGap) -> Bool)? {
        if gap.pathGap ?? 0 > 0 { return { $0.pathGap ?? 0 > 0 } }
        if gap.reason == .breached { return { $0.breaches ?? 0 > 0 } }
        if gap.state == .missed { return { $0.state == .missed } }
        if gap.isBehind, gap.gap ?? 0 > 0 { return { $0.gap ?? 0 > 0 } }
        return nil
    }
}
