public import Evaluation
public import Formats
public import Indicators

/// An indicator of the catalog, and how much the record has of it.
public struct CatalogReport: Sendable {
    /// The indicator.
    public let indicator: Indicator
    /// How many published series there are; aggregates don't count.
    public let series: Int
    /// How many observations they have up to the year that counts as now.
    public let observations: Int
    /// The first year of which one has an observation.
    public let firstYear: Int?
    /// The last year of which one has a figure, up to the year that counts as now.
    public let newestYear: Int?

    /// Reports on every indicator of a snapshot's catalog, in its order.
    public static func all(of snapshot: Snapshot) -> [CatalogReport] {
        snapshot.catalog.indicators.map { CatalogReport($0, in: snapshot) }
    }

    /// Reports on an indicator of a snapshot that has its series.
    public init(_ indicator: Indicator, in snapshot: Snapshot) {
        let published = snapshot.evaluations(of: indicator.id).filter { $0.aggregate == nil }
        self.indicator = indicator
        series = published.count
        observations = published.reduce(0) { $0 + $1.observationCount }
        firstYear = published.compactMap { $0.series.observations.first?.period.year }.min()
        newestYear = published.compactMap { $0.newest?.period.year }.max()
    }
}

extension JSONValue {
    /// An indicator: its id, titles, description, unit, direction and measure, and how much the record has of it.
    public init(_ report: CatalogReport) {
        let indicator = report.indicator
        self = [
            "indicator": .text(indicator.id.rawValue), "title": .text(indicator.title[.english]),
            "title_zh": JSONValue(indicator.title.found(in: .chinese)), "titles": JSONValue(indicator.title),
            "description": indicator.description.map { JSONValue($0) } ?? .null, "unit": .text(indicator.unit.symbol),
            "direction": .text(indicator.direction.rawValue), "measure": .text(indicator.measure.rawValue),
            "series": .integer(report.series), "observations": .integer(report.observations),
            "first_year": JSONValue(report.firstYear), "newest_year": JSONValue(report.newestYear),
        ]
    }
}

extension JSONValue {
    /// A text of the catalog by the tags of its languages: `{"en","fr"}`; `und` where nobody says the language.
    init(_ text: MultilingualText) {
        self = .object(text.versions.map { Member(key: $0.language.text, value: .text($0.text)) })
    }
}
