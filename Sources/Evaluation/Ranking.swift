public import Indicators

/// Ranks the newest figures of an indicator's regions.
struct Ranking {
    let positions: CatalogPositions
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
            let ranked = regionalRank(
                of: value, in: newest.period, ofRegion: series[index].regionPosition, nation, among: series, &orders)
            (series[index].rank, series[index].nationShareRatio) = (ranked.rank, ranked.nationShareRatio)
        }
    }

    /// The rank of a series' figure of a year; nil if it has no figure of that year that counts.
    func regionalRank(of key: SeriesKey, in period: Period, among series: [SeriesEvaluation]) -> RegionalRank? {
        guard let own = series.first(where: { $0.series.key == key }), let value = own.series.figure(of: period)?.value
        else { return nil }
        var orders: [(period: Period, values: [Double])] = []
        return regionalRank(
            of: value, in: period, ofRegion: own.regionPosition, nation(among: series), among: series, &orders)
    }

    private func nation(among series: [SeriesEvaluation]) -> Series? {
        positions.nation.flatMap { nation in series.first { $0.regionPosition == nation }?.series }
    }

    private func regionalRank(
        of value: Double, in period: Period, ofRegion region: Int, _ nation: Series?, among series: [SeriesEvaluation],
        _ orders: inout [(period: Period, values: [Double])]
    ) -> RegionalRank {
        RegionalRank(
            rank: positions.areProvincial[region] ? rank(of: value, in: period, among: series, &orders) : nil,
            nationShareRatio: region == positions.nation ? nil : share(of: value, in: nation?.figure(of: period)))
    }

    /// The rank of a value. The values of each period are sorted once and kept in `orders`.
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
        for index in series.indices where positions.areProvincial[series[index].regionPosition] {
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

/// The rank of a region's figure among the figures of its year, and its share of the nation's.
public struct RegionalRank: Hashable, Sendable {
    /// The rank among the provincial-level regions that have a figure, as ``SeriesEvaluation/rank``.
    public let rank: Int?
    /// The figure over the nation's, as ``SeriesEvaluation/nationShareRatio``.
    public let nationShareRatio: Double?
}

extension Snapshot {
    /// The rank of a series' figure of a year; nil if it has no figure of that year that counts.
    public func regionalRank(of key: SeriesKey, in period: Period) -> RegionalRank? {
        guard let indicator = catalog.position(of: key.indicator) else { return nil }
        return Ranking(positions: evaluator.positions, indicator: catalog.indicators[indicator])
            .regionalRank(of: key, in: period, among: series.indicators[indicator].series)
    }
}
