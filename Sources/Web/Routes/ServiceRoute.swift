internal import Pages
internal import Record

extension Route {
    /// `/status`: how the service is, what it has, and what else it serves.
    static let service = Route.page("/status", title: "Service", chinese: "服务", from: .figures) {
        (asked, context) throws(Problem) in
        let size = try? asked.reading { try $0.size() }
        return ServicePage(
            status: asked.status, notes: asked.notes, inbox: asked.inbox(), size: size, server: asked.serverRole(),
            places: asked.places, for: context)
    }
}
