public import Indicators

/// Ranks the figures of an indicator's regions. The order of each year's figures is worked out once.
public struct Ranking {
    private let positions: CatalogPositions
    private let indicator: Indicator
    private let evaluation: IndicatorEvaluation
    /// By peers: the indices of their series.
    private var members: [Peers: [Int]] = [:]
    /// The peers' figures of a year, the best first.
    private var orders: [Order: [Double]] = [:]

    /// Regions that are ranked among each other.
    private enum Peers: Hashable {
        case level(Int)
        /// Those of a level that have one parent.
        case parent(Int, level: Int)
    }

    private struct Order: Hashable {
        let peers: Peers
        let period: Period
    }

    init(_ evaluation: IndicatorEvaluation, of indicator: Indicator, positions: CatalogPositions) {
        (self.evaluation, self.indicator, self.positions) = (evaluation, indicator, positions)
        for (index, series) in evaluation.series.enumerated() {
            let region = series.regionPosition
            guard positions.areRanked[region], let level = series.region.level?.depth else { continue }
            members[.level(level), default: []].append(index)
            if let parent = positions.tree.parents[region] {
                members[.parent(parent, level: level), default: []].append(index)
            }
        }
    }

    /// The rank of a series' figure of a year; nil if it has no figure of that year that counts.
    public mutating func rank(of key: SeriesKey, in period: Period) -> RegionalRank? {
        guard let region = positions.position(of: key.region), let own = evaluation.series(ofRegion: region),
            let value = own.series.figure(of: period)?.value
        else { return nil }
        return rank(of: value, in: period, ofRegion: region)
    }

    /// The rank of each series' newest figure, in their order.
    mutating func newestRanks() -> [RegionalRank?] {
        var ranks: [RegionalRank?] = []
        ranks.reserveCapacity(evaluation.series.count)
        for series in evaluation.series {
            let newest = series.newest
            ranks.append(
                newest?.value.flatMap { value in
                    newest.map { rank(of: value, in: $0.period, ofRegion: series.regionPosition) }
                })
        }
        return ranks
    }

    private mutating func rank(of value: Double, in period: Period, ofRegion region: Int) -> RegionalRank {
        let (nation, parent) = (positions.nations[region], positions.tree.parents[region])
        var (rank, rankInParent): (Int?, Int?)
        if positions.areRanked[region], let level = positions.regions[region].level?.depth {
            rank = self.rank(of: value, in: period, among: .level(level))
            rankInParent = parent.map { parent in
                // A parent that has the whole level, as a nation often does, has the level's order.
                let peers = Peers.parent(parent, level: level)
                let isWhole = members[peers]?.count == members[.level(level)]?.count
                return isWhole ? rank ?? 1 : self.rank(of: value, in: period, among: peers)
            }
        }
        let nationShare = nation == region ? nil : share(of: value, in: nation, period)
        return RegionalRank(
            rank: rank, rankInParent: rankInParent, nationShareRatio: nationShare,
            parentShareRatio: parent == nation ? nationShare : share(of: value, in: parent, period))
    }

    /// One more than the number of better figures.
    private mutating func rank(of value: Double, in period: Period, among peers: Peers) -> Int {
        let order = Order(peers: peers, period: period)
        if orders[order] == nil { orders[order] = values(of: period, among: peers) }
        let values = orders[order] ?? []
        let isLessBetter = indicator.direction == .less
        var (low, high) = (0, values.count)
        while low < high {
            let middle = (low + high) / 2
            if isLessBetter ? values[middle] < value : values[middle] > value {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return 1 + low
    }

    /// The figures of a period, the best first.
    private func values(of period: Period, among peers: Peers) -> [Double] {
        var values = (members[peers] ?? []).compactMap { evaluation.series[$0].series.figure(of: period)?.value }
        values.sort()
        if indicator.direction != .less { values.reverse() }
        return values
    }

    private func share(of value: Double, in region: Int?, _ period: Period) -> Double? {
        guard indicator.aggregation == .sum, let region,
            let whole = evaluation.series(ofRegion: region)?.series.figure(of: period)?.value, whole > 0
        else { return nil }
        let share = value / whole
        return share.isFinite ? share : nil
    }
}

/// The rank of a region's figure among the figures of its year, and its share of the nation's and the parent's.
public struct RegionalRank: Hashable, Sendable {
    /// The rank among the regions of its level that have a figure, as ``SeriesEvaluation/rank``.
    public let rank: Int?
    /// The rank among those of them that have the same parent.
    public let rankInParent: Int?
    /// The figure over the nation's, as ``SeriesEvaluation/nationShareRatio``.
    public let nationShareRatio: Double?
    /// The figure over the parent's, as ``SeriesEvaluation/parentShareRatio``.
    public let parentShareRatio: Double?
}

extension IndicatorEvaluation {
    /// Writes the rank and the shares of the newest figure of each series.
    mutating func rank(as indicator: Indicator, _ positions: CatalogPositions) {
        var ranking = Ranking(self, of: indicator, positions: positions)
        let ranks = ranking.newestRanks()
        // Else the series would be copied when they are written.
        _ = consume ranking
        for (index, rank) in ranks.enumerated() { series[index].take(rank) }
    }
}

extension Snapshot {
    /// Ranks the figures of an indicator; nil if the catalog does not name it.
    public func ranking(of indicator: Identifier<Indicator>) -> Ranking? {
        catalog.position(of: indicator).map {
            Ranking(series.indicators[$0], of: catalog.indicators[$0], positions: evaluator.positions)
        }
    }
}
