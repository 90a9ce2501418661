/// What a plan asks beside what was done before it, while nothing is there yet to assess: docs/methods.md, rule 34.
public enum TargetOutlook: String, Hashable, Sendable, CaseIterable {
    /// 0.95 of what is asked was done before, or more.
    case asBefore = "as_before"
    /// 0.60 of it or more.
    case faster
    /// Less than 0.60 of it.
    case farFaster = "far_faster"
    /// It went the other way.
    case againstTheTrend = "against_the_trend"
}
