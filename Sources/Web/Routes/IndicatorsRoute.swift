internal import Evaluation
internal import Formats
internal import Indicators
internal import Reports

extension Route {
    /// `/api/v1/indicators`: the catalog's indicators, and how much the record has of each, as `mosaic show --json` tells it.
    static let indicators = Route.list(
        "/api/v1/indicators", title: "Indicators of the catalog, and how much the record has of each",
        chinese: "目录中的指标及各自数据量", of: .indicator,
        parameters: [.indicator, .asOf, .publishedBy, .asOfYear], from: .snapshot
    ) { (asked, page) throws(Problem) in
        let wanted = try asked.indicator()
        let indicators = asked.catalog.indicators.filter { $0.id == wanted ?? $0.id }
        for indicator in asked.rest(of: indicators, in: page) where page.next == nil {
            let snapshot = try asked.snapshot(neededBy: indicator.id)
            page.append([CatalogReport(indicator, in: snapshot)]) {
                [$0.indicator.id.rawValue]
            } where: {
                _ in
                true
            } _: {
                JSONValue($0)
            }
        }
    }
}
