internal import Formats
internal import Reports

extension Route {
    /// `/api/v1/inbox`: what waits in the inboxes and what failed, as `mosaic inbox --json` tells it.
    static let inbox = Route.list(
        "/api/v1/inbox", title: "Files of the inboxes that wait or failed", of: .inboxEntry, parameters: [],
        from: .catalog, isOfTheMoment: true
    ) { (asked, page) throws(Problem) in
        page.append(asked.inbox()) {
            [$0.inbox, $0.state.rawValue, $0.file]
        } where: { _ in
            true
        } _: {
            JSONValue($0)
        }
    }
}
