internal import Formats
internal import Indicators
internal import Reports

extension Route {
    /// `/api/v1/regions`: the catalog's regions.
    static let regions = Route.list(
        "/api/v1/regions", title: "Regions of the catalog", chinese: "目录中的地区", of: .region,
        parameters: [.region, .level], from: .catalog
    ) { (asked, page) throws(Problem) in
        let wanted = try asked.regions()
        page.append(RegionReport.all(of: asked.catalog)) {
            [$0.region.id.rawValue]
        } where: {
            wanted?.contains($0.region.id) ?? true
        } _: {
            JSONValue($0)
        }
    }
}
