internal import Indicators

/// The evaluated series of a snapshot, by the catalog's order of indicators, then of regions.
///
/// They are kept by indicator. So a snapshot after a small change shares the other indicators with the one before.
public struct SeriesEvaluations: Collection, Sendable {
    /// The evaluation of each indicator, in the catalog's order.
    let indicators: [IndicatorEvaluation]

    /// The index of a series: by indicator, then by region.
    public struct Index: Comparable, Sendable {
        fileprivate var indicator: Int
        fileprivate var position: Int

        /// Orders indices by indicator, then by region.
        public static func < (left: Self, right: Self) -> Bool {
            (left.indicator, left.position) < (right.indicator, right.position)
        }
    }

    /// The index of the first series.
    public var startIndex: Index { settled(Index(indicator: 0, position: 0)) }
    /// The index after the last series.
    public var endIndex: Index { Index(indicator: indicators.count, position: 0) }
    /// The index after another.
    public func index(after index: Index) -> Index {
        settled(Index(indicator: index.indicator, position: index.position + 1))
    }
    /// The series at an index.
    public subscript(index: Index) -> SeriesEvaluation { indicators[index.indicator].series[index.position] }
    /// How many series there are. Counting takes time in proportion to the number of indicators.
    public var count: Int { indicators.reduce(0) { $0 + $1.series.count } }

    private func settled(_ index: Index) -> Index {
        var index = index
        while index.indicator < indicators.count, index.position == indicators[index.indicator].series.count {
            index = Index(indicator: index.indicator + 1, position: 0)
        }
        return index
    }
}

/// The series of one indicator, evaluated.
struct IndicatorEvaluation: Sendable {
    /// At most one series a region, in the catalog's order of regions.
    var series: [SeriesEvaluation] = []
    /// Published series without any figure. An aggregate stands for each of them.
    var hidden: [PositionedSeries] = []

    /// The published series, by the catalog's order of regions.
    var published: [PositionedSeries] {
        let shown = series.compactMap {
            $0.aggregate == nil ? PositionedSeries(region: $0.regionPosition, series: $0.series) : nil
        }
        return hidden.isEmpty ? shown : (shown + hidden).sorted { $0.region < $1.region }
    }

    /// Published observations in force.
    var observationCount: Int {
        series.reduce(0) { $0 + ($1.aggregate == nil ? $1.series.observations.count : 0) }
            + hidden.reduce(0) { $0 + $1.series.observations.count }
    }

    /// The series of a region.
    func series(ofRegion region: Int) -> SeriesEvaluation? {
        var (low, high) = (0, series.count)
        while low < high {
            let middle = (low + high) / 2
            if series[middle].regionPosition < region { low = middle + 1 } else { high = middle }
        }
        return low < series.count && series[low].regionPosition == region ? series[low] : nil
    }
}

/// A published series with the position of its region in the catalog.
struct PositionedSeries: Sendable {
    let region: Int
    let series: Series
}
