internal import Pages
internal import Record
internal import Reports

extension Route {
    /// `/`: the plan at a glance.
    static let index = Route.page("/", title: "The plan at a glance", chinese: "规划进展概览", from: .figures) {
        (asked, context) throws(Problem) in
        OverviewPage(of: try asked.snapshot(neededBy: nil), changes: asked.recentChanges(20), for: context)
    }
}

extension ListRequest {
    /// What the newest batch changed; nothing where the record can't be read now.
    ///
    /// - Parameter limit: the most figures.
    fileprivate func recentChanges(_ limit: Int) -> RecentChanges {
        let batch = state.batch
        let changes = try? reading { view in
            RecentChanges(
                of: try view.batch(batch), changes: try RecentChanges.first(limit, of: batch, in: view),
                catalog: catalog)
        }
        return changes ?? RecentChanges(of: nil, changes: [], catalog: catalog)
    }
}
