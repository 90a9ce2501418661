internal import Evaluation
internal import Formats
internal import Indicators
internal import Reports

extension Route {
    /// `/api/v1/trends`: where each series is going, as `mosaic trends --json` tells it.
    static let trends = Route.list(
        "/api/v1/trends", title: "Trend of each series", chinese: "各数列趋势", of: .trend,
        parameters: [.indicator, .region, .level, .asOf, .publishedBy, .asOfYear, .window], from: .snapshot
    ) { (asked, page) throws(Problem) in
        let (wanted, regions) = (try asked.indicator(), try asked.regions())
        let indicators = asked.catalog.indicators.filter { $0.id == wanted ?? $0.id }
        for indicator in asked.rest(of: indicators, in: page) where page.next == nil {
            page.append(try asked.snapshot(neededBy: indicator.id).evaluations(of: indicator.id)) {
                [$0.indicator.id.rawValue, $0.region.id.rawValue]
            } where: {
                regions?.contains($0.region.id) ?? true
            } _: {
                JSONValue(TrendReport($0))
            }
        }
    }
}
