internal import Evaluation
internal import Exposition
internal import Formats
internal import Indicators
internal import Reports

extension Route {
    /// `/api/v1/targets`: what plans ask, without what has become of it.
    static let targets = Route.list(
        "/api/v1/targets", title: "Targets in force", chinese: "现行目标", of: .target,
        parameters: [.target, .indicator, .region, .level, .publishedBy], from: .catalog
    ) { (asked, page) throws(Problem) in
        let isWanted = try asked.targetFilter()
        let day = asked.evaluated.snapshot.moment.day
        let published = asked.request.day(.publishedBy) ?? day
        page.append(TargetReport.all(of: asked.catalog, on: min(day, published))) {
            [$0.target.id.rawValue]
        } where: {
            isWanted($0.target)
        } _: {
            JSONValue($0)
        }
    }
}
