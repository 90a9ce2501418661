internal import Evaluation
internal import Formats
internal import Indicators
internal import Record
internal import Reports

/// A figure as `mosaic show` has it, and where it stands among those of its year.
struct ShownFigure {
    let origin: Origin
    /// Nil where the figure does not count.
    let place: RegionalPlace?

    /// Where a figure is from: it was published, or is one of a nation or cluster made of its members' figures.
    enum Origin {
        case published(Figure)
        /// The place is that among the series' observations.
        case aggregated(SeriesEvaluation, place: Int)
    }

    init(_ origin: Origin, in snapshot: Snapshot) {
        self.origin = origin
        place = snapshot.place(of: origin.key, in: origin.observation.period)
    }

    /// The columns of the table.
    static let columns = [
        Table.Column(name: "region"), Table.Column(name: "year", isNumber: true),
        Table.Column(name: "value", isNumber: true), Table.Column(name: "unit"), Table.Column(name: "status"),
        Table.Column(name: "bound"), Table.Column(name: "rank", isNumber: true),
        Table.Column(name: "of nation", isNumber: true), Table.Column(name: "published"),
        Table.Column(name: "batch", isNumber: true),
        Table.Column(name: "source"), Table.Column(name: "note"),
    ]

    func json(unit: UnitOfMeasure) -> JSONValue {
        switch origin {
        case .published(let figure): JSONValue(figure, unit: unit).adding(place)
        case .aggregated(let evaluation, let index): JSONValue(figureAt: index, of: evaluation).adding(place)
        }
    }

    /// The cells of the table's row.
    func cells(unit: UnitOfMeasure, catalog: Catalog) -> [String] {
        let observation = origin.observation
        let (region, published, batch, source, note): (Identifier<Region>, String, String, String, String)
        switch origin {
        case .published(let figure):
            (region, published, batch) = (figure.series.region, figure.published.description, String(figure.batch))
            (source, note) = (figure.source, figure.note ?? "")
        case .aggregated(let evaluation, let place):
            (region, published, batch) = (evaluation.series.key.region, "", "")
            source = evaluation.indicator.aggregation == .sum ? "sum of its members" : "mean of its members"
            note = evaluation.aggregate?.words(at: place, in: catalog) ?? ""
        }
        return [
            catalog.region(region)?.name.english ?? region.rawValue, observation.period.description,
            observation.value?.plainText ?? "", unit.symbol, observation.status.rawValue, observation.bound.rawValue,
            place?.rank.map(String.init) ?? "", place?.nationShareRatio?.shortText ?? "", published, batch, source,
            note,
        ]
    }
}

extension ShownFigure.Origin {
    /// The figures of an aggregate; of a series that was published none.
    static func all(of evaluation: SeriesEvaluation?) -> [Self] {
        guard let evaluation, evaluation.aggregate != nil else { return [] }
        return evaluation.series.observations.indices.map { .aggregated(evaluation, place: $0) }
    }

    var key: SeriesKey {
        switch self {
        case .published(let figure): figure.series
        case .aggregated(let evaluation, _): evaluation.series.key
        }
    }

    var observation: Observation {
        switch self {
        case .published(let figure): figure.observation
        case .aggregated(let evaluation, let place): evaluation.series.observations[place]
        }
    }
}

extension Aggregate {
    /// `without Anhui; 0.75 of the whole`; empty where no member lacks.
    fileprivate func words(at place: Int, in catalog: Catalog) -> String {
        let names = missing(at: place).map { catalog.region($0)?.name.english ?? $0.rawValue }
        return names.isEmpty ? "" : "without \(names.joined(separator: ", ")); \(ratios[place].shortText) of the whole"
    }
}

extension JSONValue {
    /// An object with `rank` and `nation_share_ratio` behind its members.
    fileprivate func adding(_ place: RegionalPlace?) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(
            members + [
                Member(key: "rank", value: JSONValue(place?.rank)),
                Member(key: "nation_share_ratio", value: JSONValue(place?.nationShareRatio)),
            ])
    }
}
