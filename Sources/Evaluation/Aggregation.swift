// On the hot path: benchmark `evaluation` in Benchmarks/.

internal import Indicators

/// Works out a nation's or cluster's figures from those of its members: a pure function of their series.
///
/// A member has a figure in a year if an observation exists that is no forecast. Before the year in which it
/// began it is no member. A year is left out where too few of the members have one, or where their bounds lean both ways.
struct Aggregation {
    /// The nation or cluster, and who belongs to it.
    let whole: CatalogPlaces.Whole
    /// The least share of the members that makes a whole.
    let share: Double

    /// The figures of the whole; nil: there is none in any year.
    ///
    /// - Parameters:
    ///   - figures: the indicator's published series.
    ///   - weights: for a mean the published series of the weight; nil: the figures are summed up.
    func series(
        of key: SeriesKey, figures: RegionalSeries, weights: RegionalSeries?
    ) -> (series: Series, aggregate: Aggregate)? {
        guard var years = AggregateYears(of: whole, figures: figures, isWeighted: weights != nil) else { return nil }
        for (member, region) in whole.members.enumerated() {
            if let weights { years.readWeights(weights.place(of: region).map { weights[$0] }, of: member) }
            if let place = figures.place(of: region) { years.add(figures[place], of: member) }
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
        zip(whole.members, whole.beginnings).compactMap { region, beginning in
            guard beginning ?? period <= period, let value = figures.value(of: region, in: period) else { return nil }
            guard let weights else { return (value, 1) }
            return weights.value(of: region, in: period).map { (value, $0) }
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
        return found.period == period && found.countedValue != nil ? found : nil
    }
}
