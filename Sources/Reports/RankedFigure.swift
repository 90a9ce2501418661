public import Evaluation
public import Formats
public import Indicators
public import Record

/// A figure, and its rank among those of its year.
public struct RankedFigure: Sendable {
    /// Where a figure comes from.
    public enum Origin: Sendable {
        /// It was published.
        case published(Figure)
        /// It was worked out, of the figures of a region's or cluster's members or of other indicators. `index` finds its
        /// observation in the series.
        case workedOut(SeriesEvaluation, index: Int)
    }

    /// Where the figure comes from.
    public let origin: Origin
    /// Its ranks and shares; nil if the figure does not count.
    public let rank: RegionalRank?

    private init(_ origin: Origin, among ranking: inout Ranking?) {
        self.origin = origin
        rank = ranking?.rank(of: origin.key, in: origin.observation.period)
    }

    /// The newest figure of each region that has one up to the year that counts as now, in the catalog's order.
    ///
    /// - Parameter figures: the indicator's that are published, by series and year.
    public static func newest(
        of indicator: Identifier<Indicator>, figures: [Figure], in snapshot: Snapshot
    ) -> [RankedFigure] {
        let newest = Dictionary(grouping: figures, by: \.series.region).compactMapValues { figures in
            figures.last {
                $0.observation.countedValue != nil && $0.observation.period.year <= snapshot.moment.asOfYear
            }
        }
        var ranking = snapshot.ranking(of: indicator)
        return snapshot.catalog.regions.compactMap { region -> RankedFigure? in
            let evaluation = snapshot.series(of: SeriesKey(indicator: indicator, region: region.id))
            if let evaluation, !evaluation.isPublished, let index = evaluation.newestIndex {
                return RankedFigure(.workedOut(evaluation, index: index), among: &ranking)
            }
            return newest[region.id].map { RankedFigure(.published($0), among: &ranking) }
        }
    }

    /// The figures of a series, by year: the published ones, unless they are worked out.
    ///
    /// - Parameters:
    ///   - figures: the series' that are published, by year.
    ///   - lastYear: later figures are left out; nil leaves none out.
    public static func all(
        of key: SeriesKey, figures: [Figure], in snapshot: Snapshot, lastYear: Int?
    ) -> [RankedFigure] {
        var origins = figures.map(Origin.published)
        if let evaluation = snapshot.series(of: key), !evaluation.isPublished,
            !evaluation.series.observations.isEmpty
        {
            origins = evaluation.series.observations.indices.map { .workedOut(evaluation, index: $0) }
        }
        var ranking = snapshot.ranking(of: key.indicator)
        return origins.filter { $0.observation.period.year <= lastYear ?? .max }
            .map { RankedFigure($0, among: &ranking) }
    }
}

extension RankedFigure.Origin {
    /// The figure's series.
    public var key: SeriesKey {
        switch self {
        case .published(let figure): figure.series
        case .workedOut(let evaluation, _): evaluation.series.key
        }
    }

    /// The figure's year and value.
    public var observation: Observation {
        switch self {
        case .published(let figure): figure.observation
        case .workedOut(let evaluation, let index): evaluation.series.observations[index]
        }
    }
}

extension JSONValue {
    /// A figure by the columns of the export, with its ranks and shares behind them.
    ///
    /// - Parameter unit: the indicator's.
    public init(_ figure: RankedFigure, unit: UnitOfMeasure) {
        let members =
            switch figure.origin {
            case .published(let figure): Self.members(of: figure, unit: unit)
            case .workedOut(let evaluation, let index): Self.members(ofFigureAt: index, of: evaluation)
            }
        self = .object(
            members + [
                Member(key: "rank", value: JSONValue(figure.rank?.rank)),
                Member(key: "nation_share_ratio", value: JSONValue(figure.rank?.nationShareRatio)),
                Member(key: "rank_in_parent", value: JSONValue(figure.rank?.rankInParent)),
                Member(key: "parent_share_ratio", value: JSONValue(figure.rank?.parentShareRatio)),
            ])
    }
}
