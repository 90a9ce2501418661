public import Indicators

/// Where the newest figures of an indicator's regions stand among each other.
struct Ranking {
    let places: CatalogPlaces
    let indicator: Indicator

    /// Writes the rank and the share of the nation of each series of the indicator.
    func rank(_ series: inout [SeriesEvaluation]) {
        var orders: [(period: Period, values: [Double])] = []
        let nation = nation(among: series)
        for index in series.indices {
            guard let newest = series[index].newest, let value = newest.value else {
                (series[index].rank, series[index].nationShareRatio) = (nil, nil)
                continue
            }
            let place = place(
                of: value, in: newest.period, ofRegion: series[index].regionPlace, nation, among: series, &orders)
            (series[index].rank, series[index].nationShareRatio) = (place.rank, place.nationShareRatio)
        }
    }

    /// Where the figure of a series of a year stands; nil without one that counts.
    func place(of key: SeriesKey, in period: Period, among series: [SeriesEvaluation]) -> RegionalPlace? {
        guard let own = series.first(where: { $0.series.key == key }), let value = own.series.figure(of: period)?.value
        else { return nil }
        var orders: [(period: Period, values: [Double])] = []
        return place(of: value, in: period, ofRegion: own.regionPlace, nation(among: series), among: series, &orders)
    }

    private func nation(among series: [SeriesEvaluation]) -> Series? {
        places.nation.flatMap { nation in series.first { $0.regionPlace == nation }?.series }
    }

    private func place(
        of value: Double, in period: Period, ofRegion region: Int, _ nation: Series?, among series: [SeriesEvaluation],
        _ orders: inout [(period: Period, values: [Double])]
    ) -> RegionalPlace {
        RegionalPlace(
            rank: places.areProvincial[region] ? rank(of: value, in: period, among: series, &orders) : nil,
            nationShareRatio: region == places.nation ? nil : share(of: value, in: nation?.figure(of: period)))
    }

    /// The values of each period that is asked about are sorted once.
    private func rank(
        of value: Double, in period: Period, among series: [SeriesEvaluation],
        _ orders: inout [(period: Period, values: [Double])]
    ) -> Int {
        let known = orders.firstIndex { $0.period == period }
        if known == nil { orders.append((period, values(of: period, in: series))) }
        let values = orders[known ?? orders.count - 1].values
        let isLessBetter = indicator.direction == .less
        return 1 + (values.firstIndex { isLessBetter ? $0 >= value : $0 <= value } ?? values.count)
    }

    /// The figures of a period of the provincial-level regions, the best first.
    private func values(of period: Period, in series: [SeriesEvaluation]) -> [Double] {
        var values: [Double] = []
        for index in series.indices where places.areProvincial[series[index].regionPlace] {
            if let value = series[index].series.figure(of: period)?.value { values.append(value) }
        }
        values.sort()
        if indicator.direction != .less { values.reverse() }
        return values
    }

    private func share(of value: Double, in nation: Observation?) -> Double? {
        guard indicator.aggregation == .sum, let whole = nation?.value, whole > 0 else { return nil }
        let share = value / whole
        return share.isFinite ? share : nil
    }
}

/// Where a region's figure of a year stands among the others of that year.
public struct RegionalPlace: Hashable, Sendable {
    /// The place among the provincial-level regions that have a figure, from 1, the best first, as ``SeriesEvaluation/rank``.
    public let rank: Int?
    /// The figure over the nation's, as ``SeriesEvaluation/nationShareRatio``.
    public let nationShareRatio: Double?
}

extension Snapshot {
    /// Where the figure of a series of a year stands; nil without one that counts.
    public func place(of key: SeriesKey, in period: Period) -> RegionalPlace? {
        guard let indicator = catalog.position(of: key.indicator) else { return nil }
        return Ranking(places: evaluator.places, indicator: catalog.indicators[indicator])
            .place(of: key, in: period, among: series.indicators[indicator].series)
    }
}
