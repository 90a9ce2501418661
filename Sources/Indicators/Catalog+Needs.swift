extension Catalog {
    /// The indicators that an evaluation of one and of its targets needs.
    ///
    /// These are itself, those beside which its targets stand, what any of them is derived from, and what weighs their means.
    public func needs(of id: Identifier<Indicator>) -> [Identifier<Indicator>] {
        var needed = [id]
        for target in targetRows where target.series.indicator == id {
            if let other = target.terms.reference?.series.indicator, !needed.contains(other) { needed.append(other) }
        }
        needed = withInputs(of: needed)
        for id in needed {
            if case .mean(let weight) = indicator(id)?.aggregation, !needed.contains(weight) { needed.append(weight) }
        }
        return needed
    }

    /// The part of the catalog that an evaluation of some indicators and their targets needs.
    public func part(for ids: Set<Identifier<Indicator>>) -> Catalog {
        let needed = ids.reduce(into: Set<Identifier<Indicator>>()) { $0.formUnion(needs(of: $1)) }
        return with(indicators: indicators.filter { needed.contains($0.id) })
            .with(targetRows: targetRows.filter { ids.contains($0.series.indicator) })
    }

    /// The recorded indicators that one is derived from in the end, and of which years, for figures of some years; itself, if
    /// it is recorded.
    public func recordedInputs(
        of id: Identifier<Indicator>, in years: Set<Int> = []
    ) -> [Identifier<Indicator>: Set<Int>] {
        guard let derivation = indicator(id)?.derivation else { return [id: years] }
        let needed = Set(years.flatMap { derivation.years(of: $0) })
        return derivation.inputs.reduce(into: [:]) { found, input in
            found.merge(recordedInputs(of: input, in: needed)) { $0.union($1) }
        }
    }

    /// Indicators, and behind them all that they are derived from, each once.
    private func withInputs(of ids: [Identifier<Indicator>]) -> [Identifier<Indicator>] {
        var found = ids
        var next = 0
        while next < found.count {
            for input in indicator(found[next])?.derivation?.inputs ?? [] where !found.contains(input) {
                found.append(input)
            }
            next += 1
        }
        return found
    }
}
