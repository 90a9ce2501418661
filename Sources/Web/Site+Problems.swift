internal import Evaluation
internal import Exposition
internal import HTTPTypes
internal import HummingbirdCore
internal import Indicators
internal import NIOCore
internal import Pages

extension Site {
    /// The answer to a request that fails: a page where a browser asked for one, else a problem document.
    ///
    /// - Parameter route: what was asked; nil: nothing is served there.
    func answer(_ problem: Problem, to request: Request, at route: Route?, _ id: RequestID) -> Response {
        let document = problem.response(to: id)
        guard wantsPage(request, at: route) else { return document }
        let parameters = (try? QueryParameter.values(of: request.uri.query, among: QueryParameter.ofPages)) ?? [:]
        let asked = RouteRequest(
            path: [:], isTable: false, lists: parameters, headers: request.headers, body: ByteBuffer())
        let catalog = publication.current.evaluated?.snapshot.catalog
        let context = PageContext(
            language: asked.language(for: catalog), path: request.uri.path,
            carried: asked.carried.filter { $0.name == QueryParameter.language.name }, source: nil, catalog: catalog,
            version: version)
        let page = ProblemPage(
            status: problem.status.code,
            detail: BilingualText(english: problem.detail, chinese: problem.chinese ?? problem.detail),
            request: id.description, for: context)
        var fields = problem.fields
        fields[.cacheControl] = "no-store"
        return Response(page: page, fields, status: problem.status)
    }

    /// Whether the request is a browser's that would show a page: of a route that is for programs the problem stays a document.
    private func wantsPage(_ request: Request, at route: Route?) -> Bool {
        guard request.method == .get || request.method == .head else { return false }
        if let route {
            switch route.answer {
            case .page, .picture: break
            case .text, .document, .report, .list: return false
            }
        } else if request.uri.path.hasPrefix("/api/") {
            return false
        }
        let accepted = WeightedElement.list(request.headers[.accept] ?? "")
        return accepted.contains { $0.value == "text/html" && $0.quality > 0 }
    }
}
