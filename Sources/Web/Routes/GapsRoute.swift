internal import Evaluation
internal import Exposition
internal import Formats
internal import Indicators
internal import Reports

extension Route {
    /// `/api/v1/gaps`: the distance to each target, as `mosaic gaps --json` tells it.
    static let gaps = Route.list(
        "/api/v1/gaps", title: "Distance to each target", chinese: "与各目标的差距", of: .gap,
        parameters: [.state, .target, .indicator, .region, .level, .asOf, .publishedBy, .asOfYear], from: .snapshot
    ) { (asked, page) throws(Problem) in
        let isWanted = try asked.targetFilter()
        let state = asked.request.value(.state)
        page.append(try asked.gaps()) {
            [$0.target.id.rawValue]
        } where: {
            isWanted($0.target) && $0.gap.state.rawValue == state ?? $0.gap.state.rawValue
        } _: {
            JSONValue($0)
        }
    }
}

extension ListRequest {
    /// All gaps, binding targets first, then in the catalog's order; where they are worked out anew, an indicator's at a time.
    fileprivate func gaps() throws(Problem) -> [GapReport] {
        guard !isServed else { return GapReport.all(of: evaluated.snapshot) }
        let wanted = try indicator()
        var found: [GapReport] = []
        let asked = Set(catalog.targetRows.map(\.series.indicator))
        for indicator in catalog.indicators where asked.contains(indicator.id) && indicator.id == wanted ?? indicator.id
        {
            found += GapReport.all(of: try snapshot(neededBy: indicator.id))
        }
        let order = Dictionary(
            catalog.targetRows.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        return found.sorted { order[$0.target.id, default: 0] < order[$1.target.id, default: 0] }
            .bindingFirst(\.target)
    }
}
