public import Indicators

extension Revision {
    /// The keys of a series whose figure in force comes, goes, or differs in value, status or bound, by year.
    ///
    /// Not those where only date, source or note differ. A retraction in force is no figure.
    /// - Parameters:
    ///   - before: what ranked first for each year and date, ascending.
    ///   - after: the same, afterwards.
    public static func changes(of series: SeriesKey, from before: [Leader], to after: [Leader]) -> [Revision] {
        var pairs: [Int16: (old: KeptStatement?, new: KeptStatement?)] = [:]
        before.forEachInForce { leader in
            if !leader.statement.isRetraction {
                pairs[leader.statement.year, default: (nil, nil)].old = leader.statement
            }
        }
        after.forEachInForce { leader in
            if !leader.statement.isRetraction {
                pairs[leader.statement.year, default: (nil, nil)].new = leader.statement
            }
        }
        return pairs.sorted { $0.key < $1.key }.compactMap { year, pair in
            if let old = pair.old, let new = pair.new, old.says(sameAs: new) { return nil }
            guard let period = Period(year: Int(year)) else { return nil }
            return Revision(
                series: series, period: period, old: pair.old?.content.value, new: pair.new?.content.value)
        }
    }
}
