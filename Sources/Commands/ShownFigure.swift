internal import Evaluation
internal import Formats
internal import Indicators
internal import Record
internal import Reports

/// A figure as `mosaic show` has it: one that was published, or one of a nation or cluster made of its members' figures.
enum ShownFigure {
    case published(Figure)
    /// The place is that among the series' observations.
    case aggregated(SeriesEvaluation, place: Int)

    /// The columns of the table.
    static let columns = [
        Table.Column(name: "region"), Table.Column(name: "year", isNumber: true),
        Table.Column(name: "value", isNumber: true), Table.Column(name: "unit"), Table.Column(name: "status"),
        Table.Column(name: "bound"), Table.Column(name: "published"), Table.Column(name: "batch", isNumber: true),
        Table.Column(name: "source"), Table.Column(name: "note"),
    ]

    /// The figures of an aggregate; of a series that was published none.
    static func all(of evaluation: SeriesEvaluation?) -> [ShownFigure] {
        guard let evaluation, evaluation.aggregate != nil else { return [] }
        return evaluation.series.observations.indices.map { .aggregated(evaluation, place: $0) }
    }

    var observation: Observation {
        switch self {
        case .published(let figure): figure.observation
        case .aggregated(let evaluation, let place): evaluation.series.observations[place]
        }
    }

    func json(unit: UnitOfMeasure) -> JSONValue {
        switch self {
        case .published(let figure): JSONValue(figure, unit: unit)
        case .aggregated(let evaluation, let place): JSONValue(figureAt: place, of: evaluation)
        }
    }

    /// The cells of the table's row.
    func cells(unit: UnitOfMeasure, catalog: Catalog) -> [String] {
        let (region, published, batch, source, note): (Identifier<Region>, String, String, String, String)
        switch self {
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
            published, batch, source, note,
        ]
    }
}

extension Aggregate {
    /// `without Anhui; 0.75 of the whole`; empty where no member lacks.
    fileprivate func words(at place: Int, in catalog: Catalog) -> String {
        let names = missing(at: place).map { catalog.region($0)?.name.english ?? $0.rawValue }
        return names.isEmpty ? "" : "without \(names.joined(separator: ", ")); \(ratios[place].shortText) of the whole"
    }
}
