extension Catalog {
    /// The indicators that an evaluation of one and of its targets needs.
    ///
    /// These are itself, those beside which its targets stand, and what weighs the means of any of them.
    public func needs(of id: Identifier<Indicator>) -> [Identifier<Indicator>] {
        var needed = [id]
        for target in targetRows where target.series.indicator == id {
            if let other = target.terms.reference?.series.indicator, !needed.contains(other) { needed.append(other) }
        }
        for id in needed {
            if case .mean(let weight) = indicator(id)?.aggregation, !needed.contains(weight) { needed.append(weight) }
        }
        return needed
    }
}
