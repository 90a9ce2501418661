// On the hot path: benchmark `evaluation` in Benchmarks/.

internal import Indicators

/// Works out a nation's or cluster's figures from those of its members: a pure function of their series.
///
/// A member has a figure in a year if an observation exists that is no forecast; a year before a member began it is no
/// member. A year is left out where too few of the members have one, or where their bounds lean both ways.
struct Aggregation {
    /// The nation or cluster, and who belongs to it.
    let whole: CatalogPlaces.Whole
    /// The least share of the members that makes a whole.
    let share: Double

    /// The figures of the whole; nil: there is none in any year.
    ///
    /// - Parameters:
    ///   - figures: the members' published series, one a member.
    ///   - weights: for a mean the members' series of the weight; nil: the figures are summed up.
    func series(
        of key: SeriesKey, figures: [Series?], weights: [Series?]?
    ) -> (series: Series, aggregate: Aggregate)? {
        guard var years = AggregateYears(figures: figures, isWeighted: weights != nil) else {
            return nil
        }
        for (member, beginning) in whole.beginnings.enumerated() {
            if let weights { years.readWeights(weights[member], from: beginning) }
            years.add(figures[member], of: member, from: beginning)
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
    private func pairs(_ figures: [Series?], _ weights: [Series?]?, in period: Period) -> [(
        value: Double, weight: Double
    )] {
        whole.beginnings.indices.compactMap { member in
            guard whole.beginnings[member] ?? period <= period, let value = figures[member]?.figure(of: period)?.value
            else {
                return nil
            }
            guard let weights else { return (value, 1) }
            return weights[member]?.figure(of: period)?.value.map { (value, $0) }
        }
    }
}

extension Series {
    /// The observation of a period that exists and is no forecast; nil: there is none.
    func figure(of period: Period) -> Observation? {
        guard let last = observations.last, last.period >= period else { return nil }
        // Where no year is missing it stands as far from the end as the years are apart.
        var place = observations.count - 1 - (last.period.year - period.year)
        if place < 0 || observations[place].period != period {
            var (low, high) = (0, observations.count)
            while low < high {
                let middle = (low + high) / 2
                if observations[middle].period < period { low = middle + 1 } else { high = middle }
            }
            place = low
        }
        let found = observations[place]
        return found.period == period && found.status != .forecast && found.existingValue != nil ? found : nil
    }
}
