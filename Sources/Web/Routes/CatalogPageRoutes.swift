internal import Indicators
internal import Pages

extension Route {
    /// `/regions`: all regions, on the map and by level.
    static let regionsPage = Route.page("/regions", title: "Regions", chinese: "地区", from: .snapshot) {
        (asked, context) throws(Problem) in
        RegionsPage(of: try asked.snapshot(neededBy: nil), for: context)
    }

    /// `/regions/{region}`: what is asked of a region, and where its series stand.
    static let regionPage = Route.page(
        "/regions/{region}", title: "A region", chinese: "地区", from: .snapshot
    ) { (asked, context) throws(Problem) in
        let region = try asked.regionOfPath()
        return RegionPage(of: region, snapshot: try asked.snapshot(neededBy: nil), for: context)
    }

    /// `/indicators`: the catalog's indicators.
    static let indicatorsPage = Route.page(
        "/indicators", title: "Indicators", chinese: "指标", from: .snapshot
    ) { (asked, context) throws(Problem) in
        IndicatorsPage(of: try asked.snapshot(neededBy: nil), for: context)
    }

    /// `/indicators/{indicator}`: an indicator on the map and by rank.
    static let indicatorPage = Route.page(
        "/indicators/{indicator}", title: "An indicator", chinese: "指标", from: .snapshot
    ) { (asked, context) throws(Problem) in
        let indicator = try asked.indicatorOfPath()
        return IndicatorPage(of: indicator, snapshot: try asked.snapshot(neededBy: indicator.id), for: context)
    }
}
