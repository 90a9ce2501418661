internal import Evaluation
internal import Formats
internal import Indicators
internal import Record
internal import Reports

extension RankedFigure {
    /// Whether its rank or share is another within the parent than within its level and nation.
    var isPartOfPart: Bool {
        guard let rank else { return false }
        return rank.rankInParent ?? rank.rank != rank.rank
            || rank.parentShareRatio ?? rank.nationShareRatio != rank.nationShareRatio
    }

    /// The columns of the table.
    ///
    /// - Parameter withParents: whether ranks and shares within the parents are among them.
    static func columns(withParents: Bool) -> [Table.Column] {
        [
            Table.Column(name: "region"), Table.Column(name: "year", isNumber: true),
            Table.Column(name: "course", look: .drawing), Table.Column(name: "value", isNumber: true),
            Table.Column(name: "unit"), Table.Column(name: "status"), Table.Column(name: "bound"),
            Table.Column(name: "rank", isNumber: true),
            Table.Column(name: "of nation", isNumber: true),
        ]
            + (withParents
                ? [
                    Table.Column(name: "rank in parent", isNumber: true),
                    Table.Column(name: "of parent", isNumber: true),
                ] : [])
            + [
                Table.Column(name: "published"), Table.Column(name: "batch", isNumber: true),
                Table.Column(name: "source"), Table.Column(name: "note"),
            ]
    }

    /// The cells of the table's row.
    ///
    /// - Parameter course: the years up to the figure's, drawn.
    func cells(
        unit: UnitOfMeasure, course: String, catalog: Catalog, wording: Wording, withParents: Bool
    ) -> [String] {
        let observation = origin.observation
        let (region, published, batch, source, note): (Identifier<Region>, String, String, String, String)
        switch origin {
        case .published(let figure):
            (region, published, batch) = (figure.series.region, figure.published.description, String(figure.batch))
            (source, note) = (figure.source, figure.note ?? "")
        case .workedOut(let evaluation, let index):
            (region, published, batch) = (evaluation.series.key.region, "", "")
            source = evaluation.source ?? ""
            note = evaluation.aggregate?.words(at: index, in: catalog, wording) ?? ""
        }
        let inParent = [rank?.rankInParent.map(String.init) ?? "", rank?.parentShareRatio?.shortText ?? ""]
        return [
            wording.name(of: region, in: catalog), observation.period.description, course,
            observation.value?.decimalText ?? "", wording.unit(unit), observation.status.rawValue,
            observation.bound.rawValue,
            rank?.rank.map(String.init) ?? "", rank?.nationShareRatio?.shortText ?? "",
        ] + (withParents ? inParent : []) + [published, batch, source, note]
    }
}

extension Aggregate {
    /// `without Anhui; 0.75 of the whole`; empty where no member lacks.
    fileprivate func words(at index: Int, in catalog: Catalog, _ wording: Wording) -> String {
        let names = missing(at: index).map { wording.name(of: $0, in: catalog) }
        return names.isEmpty ? "" : "without \(names.joined(separator: ", ")); \(ratios[index].shortText) of the whole"
    }
}

extension Wording {
    /// The name of a region; of one that the catalog lacks its id.
    fileprivate func name(of region: Identifier<Region>, in catalog: Catalog) -> String {
        catalog.region(region).map { text($0.name) } ?? region.rawValue
    }
}
