internal import Indicators

/// The evaluated series of a snapshot, by the catalog's order of indicators, then of regions.
///
/// They are kept an indicator at a time, so that a snapshot after a small change shares what did not change with the last one.
public struct SeriesEvaluations: Collection, Sendable {
    /// One an indicator of the catalog, in its order.
    let indicators: [IndicatorEvaluation]

    /// A place among the series.
    public struct Index: Comparable, Sendable {
        fileprivate var indicator: Int
        fileprivate var place: Int

        /// Orders places by indicator, then by region.
        public static func < (left: Self, right: Self) -> Bool {
            (left.indicator, left.place) < (right.indicator, right.place)
        }
    }

    /// The place of the first series.
    public var startIndex: Index { settled(Index(indicator: 0, place: 0)) }
    /// The place after the last series.
    public var endIndex: Index { Index(indicator: indicators.count, place: 0) }
    /// The place after another.
    public func index(after index: Index) -> Index {
        settled(Index(indicator: index.indicator, place: index.place + 1))
    }
    /// The series at a place.
    public subscript(index: Index) -> SeriesEvaluation { indicators[index.indicator].series[index.place] }
    /// How many series there are, in the time of the number of indicators.
    public var count: Int { indicators.reduce(0) { $0 + $1.series.count } }

    private func settled(_ index: Index) -> Index {
        var index = index
        while index.indicator < indicators.count, index.place == indicators[index.indicator].series.count {
            index = Index(indicator: index.indicator + 1, place: 0)
        }
        return index
    }
}

/// The series of one indicator, evaluated.
struct IndicatorEvaluation: Sendable {
    /// By the catalog's order of regions, one a region.
    var series: [SeriesEvaluation] = []
    /// Published series in whose place an aggregate stands: they say of every year that there is no figure.
    var hidden: [PlacedSeries] = []

    /// The published series, by the catalog's order of regions.
    var published: [PlacedSeries] {
        let shown = series.compactMap {
            $0.aggregate == nil ? PlacedSeries(region: $0.regionPlace, series: $0.series) : nil
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
            if series[middle].regionPlace < region { low = middle + 1 } else { high = middle }
        }
        return low < series.count && series[low].regionPlace == region ? series[low] : nil
    }
}

/// A published series, and where its region stands in the catalog.
struct PlacedSeries: Sendable {
    let region: Int
    let series: Series
}
