// On the hot path: benchmark `evaluation` in Benchmarks/.

internal import Indicators

/// Works out a whole's figures from those of its members: a pure function of their series.
///
/// A member has a figure in a year if an observation exists that is no forecast. Before the year in which it began and after
/// that in which it ended a region is no member. A year is left out if too few members have a figure, or if their bounds lean both ways.
struct Aggregation {
    /// The region or cluster, and who belongs to it.
    let whole: CatalogPositions.Whole
    /// The least share of the members that an aggregate needs.
    let share: Double

    /// The figures of the whole; nil if there is none in any year.
    ///
    /// - Parameters:
    ///   - figures: the members' series, published or made of their own members.
    ///   - weights: those of the weight for a mean; nil for a sum.
    func series(
        of key: SeriesKey, figures: RegionalSeries, weights: RegionalSeries?
    ) -> (series: Series, aggregate: Aggregate)? {
        guard var years = AggregateYears(of: whole, figures: figures, isWeighted: weights != nil) else { return nil }
        for (member, region) in whole.members.enumerated() {
            if let weights { years.readWeights(weights.position(of: region).map { weights[$0] }, of: member) }
            if let position = figures.position(of: region) { years.add(figures[position], of: member) }
        }
        var observations: [Observation] = []
        var recorded: [Timestamp] = []
        var (ratios, lacking): ([Double], [UInt64]) = ([], [])
        for index in years.indices {
            guard let ratio = years.ratio(at: index), ratio >= share * (1 - 1e-12),
                let observation = years.observation(at: index, pairs: { pairs(figures, weights, in: $0) })
            else { continue }
            observations.append(observation)
            recorded.append(years.recorded(at: index))
            ratios.append(ratio)
            lacking += years.lacking(at: index)
        }
        guard !observations.isEmpty else { return nil }
        let series = Series(key: key, observations: observations, recorded: years.isRecorded ? recorded : [])
        return (series, Aggregate(members: whole.ids, ratios: ratios, lacking: lacking))
    }

    /// The members' values in a year and their weights, 1 for a sum.
    private func pairs(
        _ figures: RegionalSeries, _ weights: RegionalSeries?, in period: Period
    ) -> [(value: Double, weight: Double)] {
        whole.members.indices.compactMap { member in
            let region = whole.members[member]
            guard whole.beginnings[member] ?? period <= period, period <= whole.ends[member] ?? period,
                let value = figures.value(of: region, in: period)
            else { return nil }
            guard let weights else { return (value, 1) }
            return weights.value(of: region, in: period).map { (value, $0) }
        }
    }
}

extension Series {
    /// The observation of a period that exists and is no forecast; nil if there is none.
    func figure(of period: Period) -> Observation? {
        guard let last = observations.last, last.period >= period else { return nil }
        // If no year is missing, the distance from the end is the difference of the years.
        var position = observations.count - 1 - (last.period.year - period.year)
        if position < 0 || observations[position].period != period {
            var (low, high) = (0, observations.count)
            while low < high {
                let middle = (low + high) / 2
                if observations[middle].period < period { low = middle + 1 } else { high = middle }
            }
            position = low
        }
        let found = observations[position]
        return found.period == period && found.countedValue != nil ? found : nil
    }
}
